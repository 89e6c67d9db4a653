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

  /** Of one employee; days that follow each other are mostly of one week. */
  note(employee: string, worked: readonly { readonly date: PlainDate }[]): void {
    let last: PlainDate | undefined;
    for (let index = 0; index < worked.length; index += 1) {
      const date = worked[index]!.date;
      const monday = this.#mondays.get(date) ?? this.#mondayOf(date);
      if (monday === last) continue;
      last = monday;
      const week = this.#weeks.get(monday);
      if (week) week.add(employee);
      else this.#weeks.set(monday, new Set([employee]));
    }
  }

  #mondayOf(date: PlainDate): PlainDate {
    const monday = weekOf(date);
    this.#mondays.set(date, monday);
    return monday;
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
