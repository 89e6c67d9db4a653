/** Lets imports of the same name follow each other: both stage under that name, and one's commit would take the other's parts. */
export type ImportTurns = <T>(importId: string, task: () => Promise<T>) => Promise<T>;

export function createImportTurns(): ImportTurns {
  const last = new Map<string, Promise<unknown>>();
  return async (importId, task) => {
    const mine = (last.get(importId) ?? Promise.resolve()).then(task);
    const ended = mine.catch(() => undefined);
    last.set(importId, ended);
    try {
      return await mine;
    } finally {
      if (last.get(importId) === ended) last.delete(importId);
    }
  };
}
