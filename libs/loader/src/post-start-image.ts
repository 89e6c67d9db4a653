import type { BoundGuest } from './bound-guest.ts';
import { imageOf, type MemoryImage } from './memory-image.ts';

/**
 * The memories, mutable globals and handle tables of one instance as they were when its start had ended. Putting them
 * back makes the next crank see nothing of the last one. A memory that grew cannot shrink, and allocators see its
 * size: such an instance is replaced instead.
 */
export interface PostStartImage {
  /** False when the instance must be replaced; then nothing was put back. */
  restore(): boolean;
  /** Bytes of all memories now. */
  memoryBytes(): number;
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

/** Takes the image of an instance that has just started; one that is not resettable has state beside it, and is replaced. */
export function takeImage(guest: BoundGuest, resettable: boolean, pool: ImagePool): PostStartImage {
  const items = new Set(guest.exports.flatMap((object) => Object.values(object)));
  const memories = [...items].filter((item) => item instanceof WebAssembly.Memory);
  const images = memories.map((memory) => ({ memory, image: pool.keep(new Uint8Array(memory.buffer)) }));
  const globals = [...items]
    .filter((item) => item instanceof WebAssembly.Global)
    .filter(isMutable)
    .map((global) => ({ global, value: global.value }));
  const putBackHandles = guest.snapshot();
  return {
    memoryBytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    restore: () => {
      if (!resettable || images.some(({ memory, image }) => memory.buffer.byteLength !== image.length)) return false;
      for (const { memory, image } of images) image.writeTo(new Uint8Array(memory.buffer));
      for (const { global, value } of globals) global.value = value;
      putBackHandles();
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
