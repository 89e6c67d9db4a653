import type { YearEnd } from '@esta-logic/compliance-rules';
import type { CollectionHandle } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';

/** A benefit year as it was closed. */
export interface Closing extends YearEnd {
  readonly closedOn: PlainDate;
}

/** An id is escaped, so it never holds a slash: this key is no employee's. */
const LATEST = '/latest';

/** Which benefit years are closed: one document per employee, and the last closed day of all. */
export class Closings {
  readonly #collection: CollectionHandle;
  #latest: PlainDate | null | undefined;

  constructor(collection: CollectionHandle) {
    this.#collection = collection;
  }

  read(employee: string): readonly Closing[] {
    return this.#collection.readJson<readonly Closing[]>(encodeURIComponent(employee)) ?? [];
  }

  /** Last closed day of an employee; undefined while nothing is closed. Looked up for somebody only where anybody's year is. */
  closedThrough(employee: string, earliest: string): PlainDate | undefined {
    if (this.#latest === undefined) this.#latest = this.#collection.readJson<PlainDate>(LATEST) ?? null;
    if (this.#latest === null || earliest > this.#latest) return undefined;
    return this.read(employee).at(-1)?.end;
  }

  add(employee: string, closing: Closing): void {
    this.#collection.writeJson(encodeURIComponent(employee), [...this.read(employee), closing]);
    const latest = this.#collection.readJson<PlainDate>(LATEST);
    if (latest === undefined || closing.end > latest) this.#collection.writeJson(LATEST, closing.end);
    this.#latest = undefined;
  }
}
