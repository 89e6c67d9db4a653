import type { ComponentStore } from '@esta-logic/kernel-boundary';

/** Module files that were read already, as a loader reads them; what it writes stays in memory. */
export function memoryComponents(given: ReadonlyMap<string, Uint8Array>): ComponentStore {
  const files = new Map(given);
  return {
    read: (name) => files.get(name),
    write: (name, bytes) => void files.set(name, bytes),
    list: (prefix) => [...files.keys()].filter((name) => name.startsWith(prefix)).sort(),
  };
}
