import type { Context } from '@esta-logic/service-sdk';

const KEY = 'records';

interface Counts {
  readonly revision: number;
  readonly employees: number;
}

/**
 * Counts the employees and the changes of records: who reads employees in several pages sees by it that a change came in
 * between, and how many there are.
 */
export class Revision {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get current(): Counts {
    return this.#context.db('revision').readJson<Counts>(KEY) ?? { revision: 0, employees: 0 };
  }

  /** After a change that made so many employees known. */
  raise(created = 0): void {
    const { revision, employees } = this.current;
    this.#context.db('revision').writeJson(KEY, { revision: revision + 1, employees: employees + created });
  }
}
