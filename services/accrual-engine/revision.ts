import type { Context } from '@esta-logic/service-sdk';

const KEY = 'hours';

/** Counts the reports that were published: who reads balances in several pages sees by it that hours came in between. */
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
