import { compareKeys } from './key-order.ts';

/** Below this many new keys it is cheaper to insert each than to sort and merge. */
const INSERT_SINGLY = 8;

/**
 * A map whose keys can be walked in byte order. Setting costs what a Map costs: keys are put in order
 * only when somebody walks them, because most batches are never scanned.
 */
export class SortedMap<V> {
  readonly #values = new Map<string, V>();
  #sorted: string[] = [];
  /** Stands behind the keys that are sorted. It is never asked for more than there is: at its end it would stay there. */
  #newer: Iterator<string> | undefined;

  get size(): number {
    return this.#values.size;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    this.#values.set(key, value);
  }

  /** In the order in which the keys were first set. */
  values(): IterableIterator<V> {
    return this.#values.values();
  }

  /** In the order in which the keys were first set. */
  entries(): IterableIterator<[string, V]> {
    return this.#values.entries();
  }

  /** All keys in byte order; valid until the next `set`. */
  sortedKeys(): readonly string[] {
    const unsorted = this.#unsorted();
    if (unsorted.length < INSERT_SINGLY) {
      for (const key of unsorted) this.#sorted.splice(lowerBound(this.#sorted, key), 0, key);
    } else {
      this.#sorted = mergeSorted(this.#sorted, unsorted.sort(compareKeys));
    }
    return this.#sorted;
  }

  /** The keys that were set since they were last put in order: a Map keeps them in the order of their first setting. */
  #unsorted(): string[] {
    const unsorted: string[] = [];
    for (let left = this.#values.size - this.#sorted.length; left > 0; left--) {
      this.#newer ??= this.#values.keys();
      unsorted.push(this.#newer.next().value as string);
    }
    return unsorted;
  }
}

/** The index of the first key that is not before `key`. */
export function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(keys[middle] as string, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mergeSorted(a: readonly string[], b: readonly string[]): string[] {
  const merged: string[] = [];
  let i = 0;
  for (const key of b) {
    while (i < a.length && compareKeys(a[i] as string, key) < 0) merged.push(a[i++] as string);
    merged.push(key);
  }
  while (i < a.length) merged.push(a[i++] as string);
  return merged;
}
