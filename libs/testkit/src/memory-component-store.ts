import type { ComponentStore } from '@esta-logic/kernel-boundary';

/** A ComponentStore in memory; it keeps copies, so nobody changes a stored file by changing a buffer. */
export function memoryComponentStore(files: Readonly<Record<string, Uint8Array>> = {}): ComponentStore {
  const stored = new Map(Object.entries(files).map(([name, bytes]) => [name, bytes.slice()]));
  return {
    read: (name) => stored.get(name)?.slice(),
    write: (name, bytes) => {
      stored.set(name, bytes.slice());
    },
    list: (prefix) => [...stored.keys()].filter((name) => name.startsWith(prefix)).sort(),
  };
}
