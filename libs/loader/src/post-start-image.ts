import type { BoundGuest } from './bound-guest.ts';
import { restoreCards } from './card-image.ts';
import type { CoreInstances } from './core-instances.ts';
import { imageOf, type MemoryImage } from './memory-image.ts';
import { STATE_PREFIX } from './state-exports.ts';

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
  /** Whether the module's stores are tracked, so that only cards that were written need to be put back. */
  readonly tracked: boolean;
  readonly #images: MemoryImage[] = [];
  /** By the memory's number: the image after a start that asked the host nothing, which is the same every time. */
  readonly #undisturbed: (MemoryImage | undefined)[] = [];

  constructor(tracked: boolean) {
    this.tracked = tracked;
  }

  /** An image of a memory, shared with other instances whose memory is the same. `called`: the start made system calls. */
  keep(bytes: Uint8Array, number: number, called: boolean): MemoryImage {
    if (called) return this.#known(bytes);
    const image = this.#undisturbed[number];
    if (image?.length === bytes.length) return image;
    return (this.#undisturbed[number] = this.#known(bytes));
  }

  #known(bytes: Uint8Array): MemoryImage {
    const known = this.#images.find((image) => image.equals(bytes));
    if (known) return known;
    const image = imageOf(bytes);
    this.#images.push(image);
    return image;
  }
}

/**
 * Takes the image of an instance that has just started. One that is not `resettable` has state beside its image;
 * `called`: its start made system calls.
 */
export function takeImage(
  guest: BoundGuest,
  cores: CoreInstances,
  { resettable, called }: { readonly resettable: boolean; readonly called: boolean },
  pool: ImagePool,
): PostStartImage {
  const state = stateOf(cores);
  const memories = state.filter((item) => item instanceof WebAssembly.Memory);
  const restorers = memories.map((memory, number) => {
    const image = pool.keep(new Uint8Array(memory.buffer), number, called);
    const cards = pool.tracked && guest.marksWrites ? cores.cards.get(memory) : undefined;
    cards?.fill(0);
    return new MemoryRestorer(memory, image, cards);
  });
  const globals = state
    .filter((item) => item instanceof WebAssembly.Global)
    .map((global) => ({ global, value: global.value }));
  const putBackHandles = guest.snapshot();
  return {
    memoryBytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    restore: () => {
      if (!resettable || restorers.some((restorer) => restorer.grew)) return false;
      for (const restorer of restorers) restorer.restore();
      for (const { global, value } of globals) global.value = value;
      putBackHandles();
      return true;
    },
  };
}

/** Every memory and every mutable global of all core instances: the loader has given each an export. */
function stateOf({ exports }: CoreInstances): unknown[] {
  return exports.flatMap((items) =>
    Object.keys(items)
      .filter((name) => name.startsWith(STATE_PREFIX))
      .map((name) => items[name]),
  );
}

class MemoryRestorer {
  readonly #memory: WebAssembly.Memory;
  readonly #image: MemoryImage;
  readonly #cards: Uint8Array | undefined;
  #bytes: Uint8Array;

  constructor(memory: WebAssembly.Memory, image: MemoryImage, cards: Uint8Array | undefined) {
    this.#memory = memory;
    this.#image = image;
    this.#cards = cards;
    this.#bytes = new Uint8Array(memory.buffer);
  }

  /** A buffer that was detached has no length. */
  get grew(): boolean {
    if (this.#bytes.length === this.#image.length) return false;
    this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes.length !== this.#image.length;
  }

  restore(): void {
    if (this.#cards) restoreCards(this.#bytes, this.#image.bytes, this.#cards);
    else this.#image.writeTo(this.#bytes);
  }
}
