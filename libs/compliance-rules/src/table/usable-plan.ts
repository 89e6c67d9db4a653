import type { BenefitYearRule } from '@esta-logic/accrual-engine';
import { TickBook, textOfTicks } from '@esta-logic/accrual-engine';
import type { KnownDay } from '@esta-logic/shared-types';
import { DateBook, LEAP_DAY } from '@esta-logic/shared-types';
import { benefitYearRule } from '../facts/accrual-rules-for.ts';
import { weeksAtThreshold } from '../facts/employer-size.ts';
import type { Given } from '../given.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import type { PlanQuestion, ReadRow, TablePlan } from './table-plan.ts';
import type { UsableColumns } from './usable-columns.ts';
import { factAt, usableColumns } from './usable-columns.ts';
import type { Ground, Limit } from './usable-ground.ts';
import { groundOf } from './usable-ground.ts';
import { usableShape } from './usable-shape.ts';

/** Ticks of one benefit year. */
interface YearSums {
  worked: number;
  accrued: number;
  carriedIn: number;
  used: number;
  balance: number;
}

/**
 * The question `usable` for a table whose rows state hours by day. Undefined where its facts need the general way: hours
 * that are assumed or granted up front, weeks on record, ages, stated balances.
 */
export const planUsable: PlanQuestion = (columns, rows, read, pack, language) => {
  const given = firstGiven(rows, read);
  if (given === undefined) return undefined;
  const { employer, employee, policy, request, balances } = given;
  const sources = usableColumns(columns, given);
  if (sources === undefined || employer === undefined || employee?.hireDate === undefined) return undefined;
  if (balances !== undefined || request?.start !== undefined || request?.end !== undefined) return undefined;
  if (employee.birthDate !== undefined || weeksAtThreshold(employer, pack.size) !== undefined) return undefined;
  const yearRule = benefitYearRule(policy, employee.hireDate);
  if (yearRule.type === 'fixed' && yearRule.start === LEAP_DAY) return undefined;
  return new UsablePlan(sources, read, yearRule, pack, language);
};

/** What the first row comes to that states its facts as it must, without any that nobody knows. */
function firstGiven(rows: readonly (readonly unknown[])[], read: ReadRow): Given | undefined {
  for (const row of rows) {
    const given = read(row);
    if (given.ok) return given.unknown.length === 0 ? given.value : undefined;
  }
  return undefined;
}

/** An entry of hours: what all rows share of it, and the places in a row (-1 for none) of what they do not. */
interface PlannedEvent {
  readonly used: boolean;
  readonly date: number;
  readonly hours: number;
  readonly day: KnownDay | undefined;
  readonly ticks: number | undefined;
}

/** Grounds of one size of employer: laws may treat later hires in another way than earlier ones. */
interface Grounds {
  before?: Ground | undefined;
  on?: Ground | undefined;
  after?: Ground | undefined;
}

// The methods look into maps before they call anything, take fields into locals and allocate next to nothing: they run
// once a row in an interpreter, where a call costs as much as ten additions.
class UsablePlan implements TablePlan {
  readonly #columns: UsableColumns;
  readonly #events: readonly PlannedEvent[];
  readonly #read: ReadRow;
  /** First day of every benefit year as `MM-DD`; undefined where it is the day of the hire. */
  readonly #yearStart: string | undefined;
  readonly #pack: RulePack;
  readonly #language: Language;
  readonly #dates = new DateBook();
  readonly #hours = new TickBook();
  readonly #grounds = new Map<unknown, Grounds>();
  /** Of the row in hand. */
  readonly #sums: YearSums = { worked: 0, accrued: 0, carriedIn: 0, used: 0, balance: 0 };
  readonly shapes: string[] = [];

  constructor(columns: UsableColumns, read: ReadRow, yearRule: BenefitYearRule, pack: RulePack, language: Language) {
    this.#columns = columns;
    this.#read = read;
    this.#yearStart = yearRule.type === 'fixed' ? yearRule.start : undefined;
    this.#pack = pack;
    this.#language = language;
    this.#events = columns.events.map(({ used, date, hours }) => ({
      used,
      date: date.place,
      hours: hours.place,
      day: date.place < 0 ? this.#dates.read(date.shared) : undefined,
      ticks: hours.place < 0 ? this.#hours.read(hours.shared) : undefined,
    }));
  }

  decide(row: readonly unknown[]): string | undefined {
    const columns = this.#columns;
    const dates = this.#dates;
    const hireDate = factAt(columns.hireDate, row);
    const hire = dates.byText.get(hireDate) ?? dates.read(hireDate);
    const onDate = factAt(columns.date, row);
    const date = dates.byText.get(onDate) ?? dates.read(onDate);
    if (hire === undefined || date === undefined) return undefined;
    const yearStart = this.#yearStart ?? hire.monthDay;
    const ground = this.#groundFor(row, factAt(columns.size, row), hire, date);
    if (ground === undefined || yearStart === LEAP_DAY) return undefined;
    const start = hire.epochDay > ground.duty ? hire : (dates.byEpochDay.get(ground.duty) ?? dates.at(ground.duty));
    if (start === undefined) return undefined;
    const year = date.monthDay < yearStart ? date.year - 1 : date.year;
    if (!this.#addUp(row, ground, start, date, yearStart, year)) return undefined;
    return this.#write(row, ground, hire, start, date, year);
  }

  #groundFor(row: readonly unknown[], size: unknown, hire: KnownDay, date: KnownDay): Ground | undefined {
    const grounds = this.#grounds.get(size);
    const since = this.#pack.waiting?.hiredOnOrAfter ?? hire.text;
    const when = hire.text > since ? 'after' : hire.text < since ? 'before' : 'on';
    if (grounds !== undefined && when in grounds) return grounds[when];
    const given = this.#read(row);
    if (!given.ok) return undefined;
    const ground = groundOf(given.value, date.text, this.#pack, this.#language);
    this.#grounds.set(size, { ...grounds, [when]: ground });
    return ground;
  }

  /** Adds up the benefit years from `start` to the one of `date`; false where whole ticks do not reach. */
  #addUp(
    row: readonly unknown[],
    ground: Ground,
    start: KnownDay,
    date: KnownDay,
    yearStart: string,
    last: number,
  ): boolean {
    const days = this.#dates.byText;
    const hours = this.#hours.ticks;
    const events = this.#events;
    const first = start.monthDay < yearStart ? start.year - 1 : start.year;
    let carriedIn = 0;
    for (let year = first < last ? first : last; ; year += 1) {
      let worked = 0;
      let used = 0;
      for (let index = 0; index < events.length; index += 1) {
        const event = events[index]!;
        const on = row[event.date];
        const day = event.day ?? days.get(on) ?? this.#dates.read(on);
        const amount = row[event.hours];
        const ticks = event.ticks ?? hours.get(amount) ?? this.#hours.read(amount);
        if (day === undefined || ticks === undefined) return false;
        if (day.epochDay < start.epochDay || day.epochDay > date.epochDay) continue;
        if ((day.monthDay < yearStart ? day.year - 1 : day.year) !== year) continue;
        if (event.used) used += ticks;
        else worked += ticks;
      }
      const product = worked * ground.rateOver;
      const accrued = product / ground.rateUnder;
      if (product % ground.rateUnder !== 0 || !(product + carriedIn + used <= MOST)) return false;
      const balance = carriedIn + accrued - used;
      if (year === last) {
        const sums = this.#sums;
        sums.worked = worked;
        sums.accrued = accrued;
        sums.carriedIn = carriedIn;
        sums.used = used;
        sums.balance = balance;
        return true;
      }
      carriedIn = balance < 0 ? 0 : balance < ground.carryoverCap ? balance : ground.carryoverCap;
    }
  }

  /** Decides the request against the sums and writes the row. */
  #write(
    row: readonly unknown[],
    ground: Ground,
    hire: KnownDay,
    start: KnownDay,
    date: KnownDay,
    year: number,
  ): string | undefined {
    const { byEpochDay } = this.#dates;
    const book = this.#hours;
    const texts = book.texts;
    const { worked, accrued, carriedIn, used, balance } = this.#sums;
    const amount = factAt(this.#columns.hours, row);
    const requested = book.ticks.get(amount) ?? book.read(amount);
    if (requested === undefined) return undefined;
    const over = hire.epochDay + ground.overAfter;
    const firstUse = over > start.epochDay ? (byEpochDay.get(over) ?? this.#dates.at(over)) : start;
    if (firstUse === undefined) return undefined;
    let usable = balance < 0 ? 0 : balance;
    let limit: Limit = 'balance';
    const left = ground.useCap > used ? ground.useCap - used : 0;
    if (date.epochDay < firstUse.epochDay) {
      usable = 0;
      limit = 'waitingPeriod';
    } else if (left < usable) {
      usable = left;
      limit = 'annualUseCap';
    }
    const granted = requested < usable ? requested : usable;
    if (granted === requested) limit = 'none';
    const denied = requested - granted;
    const shape = ground.shapes[limit].get(year) ?? this.#addShape(ground, limit, year);
    // What somebody has worked and earned is hardly ever what somebody else has: it is not kept.
    const values = [
      hire.text,
      start.text,
      textOfTicks(worked),
      texts.get(carriedIn) ?? book.write(carriedIn),
      textOfTicks(accrued),
      texts.get(used) ?? book.write(used),
      textOfTicks(balance),
      firstUse.text,
      date.text,
      texts.get(requested) ?? book.write(requested),
      texts.get(denied) ?? book.write(denied),
      texts.get(granted) ?? book.write(granted),
    ];
    return '[' + shape + ',"' + values.join('","') + '"]';
  }

  #addShape(ground: Ground, limit: Limit, year: number): number {
    const shape = usableShape(ground, limit === 'none' ? null : limit, String(year), this.#pack, this.#language);
    const place = this.shapes.push(JSON.stringify(shape)) - 1;
    ground.shapes[limit].set(year, place);
    return place;
  }
}

const MOST = Number.MAX_SAFE_INTEGER;
