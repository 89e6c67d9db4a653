import type { YearEnd } from '@esta-logic/compliance-rules';
import type { CollectionHandle } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { NeighbourReader } from './neighbour-reader.ts';

/** A benefit year as it was closed. */
export interface Closing extends YearEnd {
  readonly closedOn: PlainDate;
}

/** An id is escaped, so it never holds a slash: this key is no employee's. */
const LATEST = '/latest';

const prefixOf = (employee: string): string => `${encodeURIComponent(employee)}/`;
const keyOf = (employee: string): string => `${prefixOf(employee)}closed`;

/** Finds the closings of one employee after the other. */
export type ReadClosings = (employee: string) => readonly Closing[];

/** Which benefit years are closed: one document per employee, `<employee>/closed`, and the last closed day of all. */
export class Closings {
  readonly #collection: CollectionHandle;
  #latest: PlainDate | null | undefined;

  constructor(collection: CollectionHandle) {
    this.#collection = collection;
  }

  /** Last closed day of an employee; undefined while nothing is closed. Looked up for somebody only where anybody's year is. */
  closedThrough(employee: string, earliest: string): PlainDate | undefined {
    const latest = this.#latestOfAll();
    if (latest === null || earliest > latest) return undefined;
    return this.#collection.readJson<readonly Closing[]>(keyOf(employee))?.at(-1)?.end;
  }

  /** Reads for so many employees; nothing at all while nobody's year is closed. */
  reader(people: number): ReadClosings {
    if (this.#latestOfAll() === null) return () => [];
    const entries = new NeighbourReader(this.#collection, people);
    return (employee) => entries.read(prefixOf(employee)).flatMap(({ value }) => JSON.parse(value) as Closing[]);
  }

  /** Closes a year of each of these employees, at once; `before` is what was closed of theirs. */
  add(closed: readonly { employee: string; before: readonly Closing[]; closing: Closing }[]): void {
    if (closed.length === 0) return;
    let latest = this.#latestOfAll();
    for (const { closing } of closed) if (latest === null || closing.end > latest) latest = closing.end;
    this.#collection.transactJson([
      ...closed.map(({ employee, before, closing }) => ({ key: keyOf(employee), value: [...before, closing] })),
      { key: LATEST, value: latest },
    ]);
    this.#latest = latest;
  }

  #latestOfAll(): PlainDate | null {
    return (this.#latest ??= this.#collection.readJson<PlainDate>(LATEST) ?? null);
  }
}
