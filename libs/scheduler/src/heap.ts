/** What a heap asks of its items. */
export interface HeapOrder<T> {
  /** A strict order that does not change for items while they are in the heap. */
  readonly before: (a: T, b: T) => boolean;
  /** Where the item keeps its place in the heap; -1 when it is not in it. */
  readonly place: { readonly of: (item: T) => number; readonly set: (item: T, place: number) => void };
}

/** A binary heap from which any item can be taken: `first` costs O(1), every other verb O(log n). */
export class Heap<T> {
  readonly #before: HeapOrder<T>['before'];
  readonly #place: HeapOrder<T>['place'];
  readonly #items: T[] = [];

  constructor({ before, place }: HeapOrder<T>) {
    this.#before = before;
    this.#place = place;
  }

  get size(): number {
    return this.#items.length;
  }

  first(): T | undefined {
    return this.#items[0];
  }

  /** The item must not be in the heap. */
  add(item: T): void {
    this.#items.push(item);
    this.#rise(item, this.#items.length - 1);
  }

  /** No effect on what is not in the heap. */
  remove(item: T): void {
    const place = this.#place.of(item);
    if (place === -1) return;
    this.#place.set(item, -1);
    const last = this.#items.pop()!;
    if (last === item) return;
    this.#sink(last, this.#rise(last, place));
  }

  /** Moves an item up from a place, and returns the place it ends at. */
  #rise(item: T, from: number): number {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#before(item, this.#items[above]!)) break;
      this.#put(this.#items[above]!, place);
      place = above;
    }
    this.#put(item, place);
    return place;
  }

  #sink(item: T, from: number): void {
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#items.length) break;
      if (below + 1 < this.#items.length && this.#before(this.#items[below + 1]!, this.#items[below]!)) below++;
      if (!this.#before(this.#items[below]!, item)) break;
      this.#put(this.#items[below]!, place);
      place = below;
    }
    this.#put(item, place);
  }

  #put(item: T, place: number): void {
    this.#items[place] = item;
    this.#place.set(item, place);
  }
}
