import type { StoreWrite } from '@esta-logic/kernel-boundary';
import type { KeyRange } from './key-grammar.ts';
import { compareKeys } from './key-order.ts';
import { lowerBound, SortedMap } from './sorted-map.ts';

const REBUILD_AT_LEAST = 4096;

/**
 * Which keys were sealed when, as far back as the oldest transaction that is still open.
 * Bounded: past `capacity` keys it forgets all, and a read from before then counts as changed.
 */
export class RecentWrites {
  readonly #capacity: number;
  #sealedAt = new SortedMap<number>();
  #rebuildAt = REBUILD_AT_LEAST;
  /** What was read at or before this sequence number may have changed without being known here. */
  #horizon = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#sealedAt.size;
  }

  /** `oldestOpen` is the sequence number at which the oldest open transaction began; undefined when none is open. */
  record(seq: number, writes: Iterable<StoreWrite>, oldestOpen: number | undefined): void {
    if (oldestOpen === undefined) return this.#forgetAll(seq);
    for (const { key } of writes) this.#sealedAt.set(key, seq);
    if (this.#sealedAt.size >= this.#rebuildAt) this.#forgetBefore(oldestOpen, seq);
  }

  changedSince(key: string, seq: number): boolean {
    return seq < this.#horizon || (this.#sealedAt.get(key) ?? 0) > seq;
  }

  rangeChangedSince({ from, to }: KeyRange, seq: number): boolean {
    if (seq < this.#horizon) return true;
    const keys = this.#sealedAt.sortedKeys();
    for (let i = lowerBound(keys, from); i < keys.length; i++) {
      const key = keys[i] as string;
      if (compareKeys(key, to) >= 0) return false;
      if ((this.#sealedAt.get(key) as number) > seq) return true;
    }
    return false;
  }

  #forgetAll(seq: number): void {
    if (this.#sealedAt.size > 0) this.#sealedAt = new SortedMap();
    this.#rebuildAt = REBUILD_AT_LEAST;
    this.#horizon = seq;
  }

  #forgetBefore(oldestOpen: number, seq: number): void {
    const kept = new SortedMap<number>();
    for (const [key, at] of this.#sealedAt.entries()) if (at > oldestOpen) kept.set(key, at);
    if (kept.size > this.#capacity) return this.#forgetAll(seq);
    this.#sealedAt = kept;
    this.#rebuildAt = Math.max(REBUILD_AT_LEAST, kept.size * 2);
  }
}
