import type { DayHours } from '@esta-logic/accrual-engine';
import type { CollectionHandle } from '@esta-logic/service-sdk';

/** One employee's hours in date order; hours are exact fractions. */
export interface HoursOfEmployee {
  readonly work: readonly DayHours[];
  readonly use: readonly DayHours[];
}

/** Reported hours of one employee, as time-service sends them. */
export interface ReportedHours extends HoursOfEmployee {
  readonly employee: string;
}

/** The hours of all employees: one document per employee and calendar year, `<employee>/<year>`. */
export class HoursBook {
  readonly #collection: CollectionHandle;

  constructor(collection: CollectionHandle) {
    this.#collection = collection;
  }

  /** Adds reported hours to the documents of their years. */
  add({ employee, work, use }: ReportedHours): void {
    const years = new Map<string, { work: DayHours[]; use: DayHours[] }>();
    const sort = (kind: 'work' | 'use', days: readonly DayHours[]): void => {
      for (const day of days) {
        const year = day[0].slice(0, 4);
        let document = years.get(year);
        if (!document) years.set(year, (document = { work: [], use: [] }));
        document[kind].push(day);
      }
    };
    sort('work', work);
    sort('use', use);
    for (const [year, added] of years) this.#addToYear(`${prefixOf(employee)}${year}`, added);
  }

  /** All hours of an employee up to a day's year. */
  read(employee: string, lastYear: string): HoursOfEmployee {
    const prefix = prefixOf(employee);
    const all = { work: [] as DayHours[], use: [] as DayHours[] };
    for (const { key, value } of this.#collection.query(prefix)) {
      if (key.slice(prefix.length) > lastYear) break;
      const { work, use } = JSON.parse(value) as HoursOfEmployee;
      for (const day of work) all.work.push(day);
      for (const day of use) all.use.push(day);
    }
    return all;
  }

  #addToYear(key: string, added: HoursOfEmployee): void {
    const stored = this.#collection.readJson<HoursOfEmployee>(key) ?? { work: [], use: [] };
    this.#collection.writeJson(key, { work: inOrder(stored.work, added.work), use: inOrder(stored.use, added.use) });
  }
}

const prefixOf = (employee: string): string => `${encodeURIComponent(employee)}/`;

function inOrder(before: readonly DayHours[], added: readonly DayHours[]): readonly DayHours[] {
  return added.length === 0 ? before : [...before, ...added].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}
