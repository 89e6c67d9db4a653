import { faultOf, KernelError, type ComponentStore } from '@esta-logic/kernel-boundary';

const NAME = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** A ComponentStore in memory; it keeps copies, so nobody changes a stored file by changing a buffer. */
export function memoryComponentStore(files: Readonly<Record<string, Uint8Array>> = {}): ComponentStore {
  const stored = new Map(Object.entries(files).map(([name, bytes]) => [name, bytes.slice()]));
  return {
    read: (name) => stored.get(checked(name))?.slice(),
    write: (name, bytes) => {
      stored.set(checked(name), bytes.slice());
    },
    list: (prefix) => [...stored.keys()].filter((name) => name.startsWith(prefix)).sort(),
  };
}

/** The names that every ComponentStore takes, so that what works in memory works on a disk. */
function checked(name: string): string {
  if (name.length <= 255 && NAME.test(name)) return name;
  throw new KernelError(
    faultOf(
      'invalid-argument',
      `${JSON.stringify(name)} is no name for a module file; use letters, digits, "-", "_" and "." in parts separated by "/".`,
    ),
  );
}
