/** A first-in first-out queue whose both ends cost O(1) amortised. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = this.#head; i < this.#items.length; i++) yield this.#items[i] as T;
  }

  /** Takes out the first item that the predicate finds; O(n). */
  remove(wanted: (item: T) => boolean): T | undefined {
    const index = this.#items.findIndex((item, i) => i >= this.#head && wanted(item as T));
    return index === -1 ? undefined : this.#items.splice(index, 1)[0];
  }

  shift(): T | undefined {
    if (this.#head === this.#items.length) return undefined;
    const item = this.#items[this.#head];
    this.#items[this.#head++] = undefined;
    if (this.#head > 64 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
