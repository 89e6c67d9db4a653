import type { DayHours } from '@esta-logic/accrual-engine';
import type { LateReport } from '@esta-logic/compliance-rules';
import type { CollectionHandle } from '@esta-logic/service-sdk';
import type { PlainDate } from '@esta-logic/shared-types';
import { NeighbourReader } from './neighbour-reader.ts';

/** One employee's hours in date order; hours are exact fractions. */
export interface HoursOfEmployee {
  readonly work: readonly DayHours[];
  readonly use: readonly DayHours[];
}

/** What is on record for one employee: `late` was reported after its benefit year was closed. */
export interface RecordedHours extends HoursOfEmployee {
  readonly late: readonly LateReport[];
}

/** As stored: `late` is absent where there is none; the source of a day is its import's place in `sources`. */
type YearDocument = HoursOfEmployee & { readonly late?: readonly LateReport[]; readonly sources?: readonly string[] };

/** What is closed for an employee when hours are reported, and when that is. */
export interface Closed {
  readonly through: PlainDate;
  readonly on: PlainDate;
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

  /** Adds reported hours to the documents of their years; those of a closed year stand apart as late. */
  add({ employee, work, use }: ReportedHours, importId: string, closed?: Closed): void {
    const years = new Map<string, AddedHours>();
    const sort = (kind: 'work' | 'use', days: readonly DayHours[]): void => {
      for (const day of days) {
        const year = day[0].slice(0, 4);
        let document = years.get(year);
        if (!document) years.set(year, (document = { work: [], use: [], late: [] }));
        if (closed === undefined || day[0] > closed.through) document[kind].push(day);
        else document.late.push(lateReport(kind, day, closed));
      }
    };
    sort('work', work);
    sort('use', use);
    for (const [year, added] of years) this.#addToYear(`${prefixOf(employee)}${year}`, added, importId);
  }

  /** All hours of an employee up to a day's year; with `named` each day says which import reported it. */
  read(employee: string, lastYear: string, named = false): RecordedHours {
    const prefix = prefixOf(employee);
    return hoursIn(this.#collection.query(prefix), prefix, lastYear, named);
  }

  /** Reads for so many employees, one after the other. */
  reader(people: number, lastYear: string): (employee: string) => RecordedHours {
    const entries = new NeighbourReader(this.#collection, people);
    return (employee) => {
      const prefix = prefixOf(employee);
      return hoursIn(entries.read(prefix), prefix, lastYear, false);
    };
  }

  #addToYear(key: string, added: AddedHours, importId: string): void {
    const stored = this.#collection.readJson<YearDocument>(key) ?? { work: [], use: [] };
    const late = [...(stored.late ?? []), ...added.late];
    const before = stored.sources ?? [];
    const known = before.indexOf(importId);
    const source = known < 0 ? before.length : known;
    const from = ([date, hours]: DayHours): DayHours => [date, hours, source];
    const document = {
      work: inOrder(stored.work, added.work.map(from)),
      use: inOrder(stored.use, added.use.map(from)),
      sources: known < 0 ? [...before, importId] : before,
    };
    this.#collection.writeJson(key, late.length === 0 ? document : { ...document, late });
  }
}

interface AddedHours {
  readonly work: DayHours[];
  readonly use: DayHours[];
  readonly late: LateReport[];
}

/** Days that were recorded before imports were named have no source. */
function withSources(days: readonly DayHours[], sources: readonly string[]): readonly DayHours[] {
  return days.map(([date, hours, source]) => {
    const name = typeof source === 'number' ? sources[source] : undefined;
    return name === undefined ? [date, hours] : [date, hours, name];
  });
}

function lateReport(kind: 'work' | 'use', [date, hours]: DayHours, { on, through }: Closed): LateReport {
  return { kind, date: date as PlainDate, hours: String(hours), on, closedThrough: through };
}

const NOTHING: RecordedHours = { work: [], use: [], late: [] };

/** Joins the documents of an employee's years; most people have but one. */
function hoursIn(
  entries: readonly { readonly key: string; readonly value: string }[],
  prefix: string,
  lastYear: string,
  named: boolean,
): RecordedHours {
  let all = NOTHING;
  for (const { key, value } of entries) {
    if (key.slice(prefix.length) > lastYear) break;
    const { work, use, late = [], sources = [] } = JSON.parse(value) as YearDocument;
    const hours = named
      ? { work: withSources(work, sources), use: withSources(use, sources), late }
      : { work, use, late };
    all =
      all === NOTHING
        ? hours
        : { work: all.work.concat(hours.work), use: all.use.concat(hours.use), late: all.late.concat(late) };
  }
  return all;
}

const prefixOf = (employee: string): string => `${encodeURIComponent(employee)}/`;

function inOrder(before: readonly DayHours[], added: readonly DayHours[]): readonly DayHours[] {
  return added.length === 0 ? before : [...before, ...added].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}
