import { Line, Place } from '@esta-logic/scheduler';

export interface DedupBounds {
  /** How long an answer is remembered. */
  readonly milliseconds: number;
  /** Answers that one scope (a tenant's messages to one target) may have remembered. */
  readonly entries: number;
}

interface Remembered {
  readonly key: string;
  readonly at: number;
}

/** Entries that one message may push out: more than it brings in, so that a window which was too large shrinks. */
const PUSHED_OUT = 2;

/**
 * Which answers of exactly-once messages are remembered: those of the last so many milliseconds, and at most so many in
 * each scope. It holds keys only; the answers are in the store, and what falls out is deleted by the transaction that
 * pushes it out. Times are wall clock milliseconds, as they are kept over restarts.
 */
export class DedupWindow {
  readonly #bounds: DedupBounds;
  readonly #scopes = new Map<
    string,
    { readonly line: Line<Remembered>; readonly places: Map<string, Place<Remembered>> }
  >();

  constructor(bounds: DedupBounds) {
    this.#bounds = bounds;
  }

  /** Whether an answer that was remembered at `at` still counts. */
  covers(at: number, now: number): boolean {
    return now - at < this.#bounds.milliseconds;
  }

  /** Takes in a key, and returns the keys of its scope that fall out. */
  remember(scope: string, key: string, at: number): readonly string[] {
    const { line, places } = this.#scope(scope);
    const place = new Place<Remembered>({ key, at });
    const known = places.get(key);
    if (known) line.remove(known);
    line.append(place);
    places.set(key, place);
    const out: string[] = [];
    for (let first = line.findPlace(any); first && out.length < PUSHED_OUT; first = line.findPlace(any)) {
      if (line.size <= this.#bounds.entries && this.covers(first.item.at, at)) break;
      line.remove(first);
      places.delete(first.item.key);
      out.push(first.item.key);
    }
    return out;
  }

  /** How many are remembered in a scope. */
  size(scope: string): number {
    return this.#scopes.get(scope)?.line.size ?? 0;
  }

  #scope(name: string): { readonly line: Line<Remembered>; readonly places: Map<string, Place<Remembered>> } {
    let scope = this.#scopes.get(name);
    if (!scope) this.#scopes.set(name, (scope = { line: new Line(), places: new Map() }));
    return scope;
  }
}

const any = (): boolean => true;
