import type { CollectionHandle } from '@esta-logic/service-sdk';
import { weekOf, type PlainDate } from '@esta-logic/shared-types';

/** Who worked in which week: one document per week, a sorted list of employee ids. */
export class WeekPresence {
  readonly #collection: CollectionHandle;
  readonly #weeks = new Map<PlainDate, Set<string>>();
  /** Every day is looked up once per import, not once per row. */
  readonly #mondays = new Map<PlainDate, PlainDate>();

  constructor(collection: CollectionHandle) {
    this.#collection = collection;
  }

  note(employee: string, date: PlainDate): void {
    let monday = this.#mondays.get(date);
    if (monday === undefined) this.#mondays.set(date, (monday = weekOf(date)));
    const week = this.#weeks.get(monday);
    if (week) week.add(employee);
    else this.#weeks.set(monday, new Set([employee]));
  }

  write(): void {
    for (const [monday, present] of this.#weeks) {
      const before = this.#collection.readJson<string[]>(monday) ?? [];
      const size = before.length;
      for (const employee of before) present.add(employee);
      if (present.size > size) this.#collection.writeJson(monday, [...present].sort());
    }
  }
}
