/** Resource tables of jco's glue, with the set of representations that it keeps beside each. */
export type HandleTable = unknown[] & { _createdReps?: Set<unknown> };

/** The host-side state of one instance of the glue. */
export interface GlueTables {
  readonly handleTables: readonly (HandleTable | undefined)[];
  readonly captureTables: readonly Map<unknown, unknown>[];
}

/** A function that puts the tables back to what they are now. */
export function snapshotTables({ handleTables, captureTables }: GlueTables): () => void {
  const handles = handleTables.filter((table) => table !== undefined).map(snapshotTable);
  return () => {
    for (const putBack of handles) putBack();
    for (const captures of captureTables) captures.clear();
  };
}

function snapshotTable(table: HandleTable): () => void {
  const entries = [...table];
  const reps = [...(table._createdReps ?? [])];
  return () => {
    table.length = entries.length;
    for (let i = 0; i < entries.length; i++) table[i] = entries[i];
    if (table._createdReps && table._createdReps.size !== reps.length) {
      table._createdReps.clear();
      for (const rep of reps) table._createdReps.add(rep);
    }
  };
}
