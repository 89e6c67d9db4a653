import type { Context } from '@esta-logic/service-sdk';

const KEY = 'records';

/** Counts the changes of records: who reads employees in several pages sees by it that one came in between. */
export class Revision {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get current(): number {
    return Number(this.#context.db('revision').read(KEY) ?? 0);
  }

  raise(): void {
    this.#context.db('revision').write(KEY, String(this.current + 1));
  }
}
