import type { BenefitYearRule, TickBook, UseLimit } from '@esta-logic/accrual-engine';
import { tickBook } from '@esta-logic/accrual-engine';
import type { DateBook, KnownDay } from '@esta-logic/shared-types';
import { LEAP_DAY, dateBook } from '@esta-logic/shared-types';
import { benefitYearRule } from '../facts/accrual-rules-for.ts';
import { weeksAtThreshold } from '../facts/employer-size.ts';
import type { Given } from '../given.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import type { PlanQuestion, ReadRow, TablePlan } from './table-plan.ts';
import { factIn } from './table-plan.ts';
import type { UsableColumns } from './usable-columns.ts';
import { usableColumns } from './usable-columns.ts';
import type { Ground } from './usable-ground.ts';
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

class UsablePlan implements TablePlan {
  readonly #columns: UsableColumns;
  readonly #read: ReadRow;
  /** First day of every benefit year as `MM-DD`; undefined where it is the day of the hire. */
  readonly #yearStart: string | undefined;
  readonly #pack: RulePack;
  readonly #language: Language;
  readonly #waitsFrom: string | null;
  readonly #dates: DateBook = dateBook();
  readonly #hours: TickBook = tickBook();
  readonly #grounds = new Map<unknown, (Ground | undefined)[]>();
  /** Of the row in hand. */
  readonly #sums: YearSums = { worked: 0, accrued: 0, carriedIn: 0, used: 0, balance: 0 };
  readonly shapes: string[] = [];

  constructor(columns: UsableColumns, read: ReadRow, yearRule: BenefitYearRule, pack: RulePack, language: Language) {
    this.#columns = columns;
    this.#read = read;
    this.#yearStart = yearRule.type === 'fixed' ? yearRule.start : undefined;
    this.#pack = pack;
    this.#language = language;
    this.#waitsFrom = pack.waiting?.hiredOnOrAfter ?? null;
  }

  decide(row: readonly unknown[]): string | undefined {
    const columns = this.#columns;
    const dates = this.#dates;
    const hire = dates.day(factIn(columns.hireDate, row));
    const date = dates.day(factIn(columns.date, row));
    const requested = this.#hours.ticks(factIn(columns.hours, row));
    if (hire === undefined || date === undefined || requested === undefined) return undefined;
    const yearStart = this.#yearStart ?? hire.monthDay;
    const ground = this.#groundFor(row, hire, date);
    if (ground === undefined || yearStart === LEAP_DAY) return undefined;
    const start = Math.max(ground.duty, hire.epochDay);
    if (!this.#addUp(row, ground, start, date, yearStart)) return undefined;
    const firstUse = Math.max(hire.epochDay + ground.overAfter, start);
    return this.#write(ground, hire, start, firstUse, date, requested, labelOf(date, yearStart));
  }

  /** The law for the row's size and, since some laws let only later hires wait, for when it was hired. */
  #groundFor(row: readonly unknown[], hire: KnownDay, date: KnownDay): Ground | undefined {
    const size = factIn(this.#columns.size, row);
    const since = this.#waitsFrom;
    const wait = since === null || hire.text > since ? 0 : hire.text < since ? 1 : 2;
    let grounds = this.#grounds.get(size);
    if (grounds === undefined) this.#grounds.set(size, (grounds = []));
    if (!(wait in grounds)) {
      const given = this.#read(row);
      if (!given.ok) return undefined;
      grounds[wait] = groundOf(given.value, date.text, this.#pack, this.#language);
    }
    return grounds[wait];
  }

  /** Adds up every benefit year from the first counted day to that of `date`; false where whole ticks do not reach. */
  #addUp(row: readonly unknown[], ground: Ground, start: number, date: KnownDay, yearStart: string): boolean {
    const sums = this.#sums;
    const dates = this.#dates;
    const { events } = this.#columns;
    const last = labelOf(date, yearStart);
    let carriedIn = 0;
    let year = last;
    if (start <= date.epochDay) {
      const first = dates.day(dates.text(start));
      if (first === undefined) return false;
      year = labelOf(first, yearStart);
    }
    for (; ; year += 1) {
      let worked = 0;
      let used = 0;
      for (let at = 0; at < events.length; at += 1) {
        const event = events[at]!;
        const day = dates.day(factIn(event.date, row));
        const ticks = this.#hours.ticks(factIn(event.hours, row));
        if (day === undefined || ticks === undefined) return false;
        if (day.epochDay < start || day.epochDay > date.epochDay || labelOf(day, yearStart) !== year) continue;
        if (event.used) used += ticks;
        else worked += ticks;
      }
      const product = worked * ground.rateOver;
      const accrued = product / ground.rateUnder;
      if (!Number.isSafeInteger(product) || !Number.isSafeInteger(accrued)) return false;
      if (!Number.isSafeInteger(carriedIn + accrued) || !Number.isSafeInteger(used)) return false;
      const balance = carriedIn + accrued - used;
      if (year === last) {
        sums.worked = worked;
        sums.accrued = accrued;
        sums.carriedIn = carriedIn;
        sums.used = used;
        sums.balance = balance;
        return true;
      }
      carriedIn = balance < 0 ? 0 : Math.min(balance, ground.carryoverCap);
    }
  }

  /** Decides the request against the sums and writes the row. */
  #write(
    ground: Ground,
    hire: KnownDay,
    start: number,
    firstUse: number,
    date: KnownDay,
    requested: number,
    year: number,
  ): string {
    const { worked, accrued, carriedIn, used, balance } = this.#sums;
    const dates = this.#dates;
    const hours = this.#hours;
    let usable = balance < 0 ? 0 : balance;
    let boundBy: UseLimit = 'balance';
    const left = ground.useCap > used ? ground.useCap - used : 0;
    if (date.epochDay < firstUse) {
      usable = 0;
      boundBy = 'waitingPeriod';
    } else if (left < usable) {
      usable = left;
      boundBy = 'annualUseCap';
    }
    const granted = requested < usable ? requested : usable;
    const shape = this.#shapeFor(ground, granted < requested ? boundBy : null, year);
    const values = [
      hire.text,
      dates.text(start),
      hours.text(worked),
      hours.text(carriedIn),
      hours.text(accrued),
      hours.text(used),
      hours.text(balance),
      dates.text(firstUse),
      date.text,
      hours.text(requested),
      hours.text(requested - granted),
      hours.text(granted),
    ];
    return `[${shape},"${values.join('","')}"]`;
  }

  #shapeFor(ground: Ground, limitedBy: UseLimit | null, year: number): number {
    const key = `${limitedBy ?? ''}${year}`;
    const known = ground.shapes.get(key);
    if (known !== undefined) return known;
    const shape = usableShape(ground, limitedBy, String(year), this.#pack, this.#language);
    ground.shapes.set(key, this.shapes.length);
    this.shapes.push(JSON.stringify(shape));
    return this.shapes.length - 1;
  }
}

/** The calendar year in which the benefit year of a day starts. */
function labelOf(day: KnownDay, yearStart: string): number {
  return day.monthDay < yearStart ? day.year - 1 : day.year;
}
