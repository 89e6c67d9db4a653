import { imageOf, type MemoryImage } from './memory-image.ts';

/**
 * The memories, mutable globals and handle tables of one instance as they were when its start had ended. Putting them
 * back makes the next crank see nothing of the last one. A memory that grew cannot shrink, and allocators see its
 * size: such an instance is replaced instead.
 */
export interface PostStartImage {
  /** False when a memory grew; then nothing was put back. */
  restore(): boolean;
  /** Bytes of all memories now. */
  memoryBytes(): number;
}

/** Resource tables of jco's glue, with the set of representations that it keeps beside each. */
export type HandleTable = unknown[] & { _createdReps?: Set<unknown> };

/** The host-side state of one instance of the glue. */
export interface GlueTables {
  readonly handleTables: readonly (HandleTable | undefined)[];
  readonly captureTables: readonly Map<unknown, unknown>[];
}

/** Memory images of the instances of one module; equal ones (they nearly always are) are kept once. */
export class ImagePool {
  readonly #images: MemoryImage[] = [];

  /** An image of the bytes, shared with other instances whose memory is the same. */
  keep(bytes: Uint8Array): MemoryImage {
    const known = this.#images.find((image) => image.equals(bytes));
    if (known) return known;
    const image = imageOf(bytes);
    this.#images.push(image);
    return image;
  }
}

/** Takes the image of instances that have just started. `exports` are those of all core instances. */
export function takeImage(
  exports: readonly Record<string, unknown>[],
  tables: GlueTables,
  pool: ImagePool,
): PostStartImage {
  const items = new Set(exports.flatMap((object) => Object.values(object)));
  const memories = [...items].filter((item) => item instanceof WebAssembly.Memory);
  const images = memories.map((memory) => ({ memory, image: pool.keep(new Uint8Array(memory.buffer)) }));
  const globals = [...items]
    .filter((item) => item instanceof WebAssembly.Global)
    .filter(isMutable)
    .map((global) => ({ global, value: global.value }));
  const handles = tables.handleTables.filter((table) => table !== undefined).map(snapshotTable);
  return {
    memoryBytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    restore: () => {
      if (images.some(({ memory, image }) => memory.buffer.byteLength !== image.length)) return false;
      for (const { memory, image } of images) image.writeTo(new Uint8Array(memory.buffer));
      for (const { global, value } of globals) global.value = value;
      for (const putBack of handles) putBack();
      for (const captures of tables.captureTables) captures.clear();
      return true;
    },
  };
}

/** Writing a constant global throws; writing its own value to a mutable one changes nothing. */
function isMutable(global: WebAssembly.Global): boolean {
  try {
    const { value } = global;
    global.value = value;
    return true;
  } catch {
    return false;
  }
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
