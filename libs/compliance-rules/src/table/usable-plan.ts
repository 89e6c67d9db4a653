import type { BenefitYearRule } from '@esta-logic/accrual-engine';
import type { PlainDate } from '@esta-logic/shared-types';
import { benefitYearRule } from '../facts/accrual-rules-for.ts';
import { weeksAtThreshold } from '../facts/employer-size.ts';
import type { Given } from '../given.ts';
import type { PlanInput, PlannedQuestion, ReadCase, TablePlan } from './table-plan.ts';
import type { Group, Hired, SharedDays } from './usable-cases.ts';
import {
  benefitYear,
  countedYears,
  entriesOutside,
  hiredOn,
  readDates,
  readHours,
  startOfYears,
} from './usable-cases.ts';
import type { EventColumns, UsableColumns } from './usable-columns.ts';
import { mayDiffer, usableColumns } from './usable-columns.ts';
import type { Ground } from './usable-ground.ts';
import { groundOf } from './usable-ground.ts';
import { ALL_GRANTED, BY_BALANCE, BY_USE_CAP, BY_WAIT, CARRIES, outcomeOf } from './usable-outcome.ts';
import { usableShape } from './usable-shape.ts';

/**
 * The question `usable` for a table whose cases state hours by day. Undefined where its facts need the general way: hours
 * that are assumed or granted up front, weeks on record, ages, stated balances.
 */
function planUsable(input: PlanInput): TablePlan | undefined {
  const given = firstGiven(input.count, input.read);
  if (given === undefined) return undefined;
  const { employer, employee, policy, request, balances } = given;
  const columns = usableColumns(input.columns, given, input.count);
  if (columns === undefined || employer === undefined || employee?.hireDate === undefined) return undefined;
  if (balances !== undefined || request?.start !== undefined || request?.end !== undefined) return undefined;
  if (employee.birthDate !== undefined || weeksAtThreshold(employer, input.pack.size) !== undefined) return undefined;
  const years = benefitYearRule(policy, employee.hireDate);
  return usablePlan(columns, new Groups(columns, years, input), input);
}

/** The question `usable`, compiled. */
export const plannedUsable: PlannedQuestion = { mayDiffer, plan: planUsable };

/** Where so many cases in a row are wrong, a plan for the others is not looked for. */
const MOST_TRIED = 8;

/** What the first case comes to that states its facts as it must, without any that nobody knows. */
function firstGiven(count: number, read: ReadCase): Given | undefined {
  for (let index = 0; index < count && index < MOST_TRIED; index += 1) {
    const given = read(index);
    if (given.ok) return given.unknown.length === 0 ? given.value : undefined;
  }
  return undefined;
}

const MOST = Number.MAX_SAFE_INTEGER;

/**
 * What is done for each case looks into arrays before it calls anything, keeps to captured variables and allocates
 * nothing: it runs in an interpreter, where a call costs as much as ten additions and a field as much as two variables.
 */
function usablePlan(columns: UsableColumns, groups: Groups, input: PlanInput): TablePlan {
  const { rows } = input.text;
  const bySize = groups.bySize;
  const sizes = columns.size.codes;
  const hires = columns.hireDate.codes;
  const dates = columns.date.codes;
  const requests = readHours(columns.hours);
  const requestCodes = columns.hours.codes;
  const { amounts, amountCodes, days, dayCodes, isUse, daysDiffer } = groups.entries;

  const decide = (index: number): boolean => {
    const hired = bySize[sizes[index]!]?.[hires[index]!] ?? groups.hired(sizes[index]!, hires[index]!, index);
    const group = hired?.groups[dates[index]!] ?? groups.add(hired, dates[index]!);
    const requested = requests[requestCodes[index]!];
    if (hired === undefined || group === undefined || requested === undefined) return false;
    const ground = hired.ground;
    const years = group.years;
    let carriedIn = 0;
    let worked = 0;
    let used = 0;
    let accrued = 0;
    let balance = 0;
    for (let year = 0; year < years.length; year += 1) {
      const span = years[year]!;
      const entries = span.entries;
      if (year > 0) carriedIn = balance > 0 ? (balance < ground.carryoverCap ? balance : ground.carryoverCap) : 0;
      worked = 0;
      used = 0;
      for (let each = 0; each < entries.length; each += 1) {
        const place = entries[each]!;
        const amount = amounts[place]![amountCodes[place]![index]!];
        if (amount === undefined) return false;
        if (daysDiffer) {
          const day = days[place]![dayCodes[place]![index]!];
          if (day === undefined) return false;
          if (day < span.from || day > span.to) continue;
        }
        if (isUse[place]) used += amount;
        else worked += amount;
      }
      const product = worked * ground.rateOver;
      if (product % ground.rateUnder !== 0 || !(product + carriedIn + used <= MOST)) return false;
      accrued = product / ground.rateUnder;
      balance = carriedIn + accrued - used;
    }
    for (let each = 0; each < group.outside.length; each += 1) {
      const place = group.outside[each]!;
      if (amounts[place]![amountCodes[place]![index]!] === undefined) return false;
    }
    const left = ground.useCap > used ? ground.useCap - used : 0;
    let usable = balance > 0 ? balance : 0;
    let limit = BY_BALANCE;
    if (group.waits) {
      usable = 0;
      limit = BY_WAIT;
    } else if (left < usable) {
      usable = left;
      limit = BY_USE_CAP;
    }
    if (requested <= usable) limit = ALL_GRANTED;
    const outcome = carriedIn > 0 ? limit + CARRIES : limit;
    const shape = ground.shapes[outcome] ?? addShape(ground, outcome, input);
    rows.push(group.number, shape, worked, accrued, used, balance, requested);
    if (carriedIn > 0) rows.push(carriedIn);
    if (limit === BY_BALANCE || limit === BY_USE_CAP) rows.push(usable, requested - usable);
    return true;
  };
  const { count } = input;
  return (inFull) => {
    for (let index = 0; index < count; index += 1) if (!decide(index)) inFull(index);
  };
}

function addShape(ground: Ground, outcome: number, { pack, language, text }: PlanInput): number {
  const shape = usableShape(ground, outcomeOf(outcome), pack, language);
  const number = text.shapes.push(shape) - 1;
  ground.shapes[outcome] = number;
  return number;
}

/** The entries of hours by their places: amounts in ticks, days as numbers of days. */
interface Entries {
  readonly all: readonly number[];
  readonly isUse: readonly boolean[];
  readonly amounts: readonly (readonly (number | undefined)[])[];
  readonly amountCodes: readonly (readonly number[])[];
  readonly days: readonly (readonly (number | undefined)[])[];
  readonly dayCodes: readonly (readonly number[])[];
  /** True where a case may have days of its own. */
  readonly daysDiffer: boolean;
  readonly sharedDays: SharedDays | undefined;
}

function readEntries(events: readonly EventColumns[]): Entries {
  const days = events.map(({ date }) => readDates(date));
  const daysDiffer = events.some(({ date }) => !date.shared);
  return {
    all: events.map((_, place) => place),
    isUse: events.map(({ used }) => used),
    amounts: events.map(({ hours }) => readHours(hours)),
    amountCodes: events.map(({ hours }) => hours.codes),
    days,
    dayCodes: events.map(({ date }) => date.codes),
    daysDiffer,
    sharedDays: daysDiffer ? undefined : days.map(([day]) => day),
  };
}

/** Half a megabyte of a guest's memory. */
const MOST_FILLED = 65_536;

const NO_ENTRIES: readonly number[] = [];

/** Finds what cases have in common, as they come to it. */
class Groups {
  /** By the places of the size and of the hire in their columns. */
  readonly bySize: (Hired | undefined)[][];
  readonly entries: Entries;
  readonly #input: PlanInput;
  /** First day of every benefit year as a number of a day; undefined where it is the day of the hire. */
  readonly #yearStart: number | undefined;
  readonly #hireTexts: readonly unknown[];
  readonly #hireDates: readonly (number | undefined)[];
  readonly #dateTexts: readonly unknown[];
  readonly #dates: readonly (number | undefined)[];
  readonly #grounds = new Map<string, Ground | null>();

  constructor({ size, hireDate, date, events }: UsableColumns, years: BenefitYearRule, input: PlanInput) {
    this.#input = input;
    this.entries = readEntries(events);
    this.#yearStart = years.type === 'fixed' ? startOfYears(years.start) : undefined;
    this.#hireTexts = hireDate.values;
    this.#hireDates = readDates(hireDate);
    this.#dateTexts = date.values;
    this.#dates = readDates(date);
    // Filled from the start: the interpreter makes a dictionary of a list that begins anywhere but at its first place.
    this.bySize = size.values.map(() => new Array<Hired | undefined>(hireDate.values.length).fill(undefined));
  }

  /** A new combination of size and hire, of which the case `index` is one; undefined where only the general way decides. */
  hired(size: number, hire: number, index: number): Hired | undefined {
    const number = this.#hireDates[hire];
    const people = this.bySize[size];
    if (number === undefined || people === undefined) return undefined;
    const hireDate = this.#hireTexts[hire] as PlainDate;
    const ground = this.#groundFor(size, hireDate, index);
    if (ground === null) return undefined;
    const hired = hiredOn(ground, hireDate, number, this.#yearStart ?? number, this.#noGroups());
    people[hire] = hired;
    return hired;
  }

  /**
   * A list for a group by each day, filled from the start where all such lists together are small: the interpreter looks
   * faster into a list without gaps, and slowest into a map of small numbers.
   */
  #noGroups(): (Group | undefined)[] {
    const groups = new Array<Group | undefined>(this.#dates.length);
    return this.#hireDates.length * groups.length <= MOST_FILLED ? groups.fill(undefined) : groups;
  }

  /** Those of them who ask for a day of which none has been seen yet; undefined where it is no day. */
  add(hired: Hired | undefined, day: number): Group | undefined {
    const date = this.#dates[day];
    if (hired === undefined || date === undefined) return undefined;
    const text = this.#dateTexts[day] as PlainDate;
    const { groups } = this.#input.text;
    const { hireDate, accrualStart, firstUseDate, yearStart } = hired;
    const year = benefitYear(date, yearStart);
    const texts = `["${hireDate}","${accrualStart}","${firstUseDate}","${text}","${year}"]`;
    const number = groups.push(texts) - 1;
    const { all, sharedDays } = this.entries;
    const years = countedYears(hired, date, year, all, sharedDays);
    const outside = sharedDays === undefined ? NO_ENTRIES : entriesOutside(all, years);
    const group = { number, waits: text < firstUseDate, years, outside };
    hired.groups[day] = group;
    return group;
  }

  /** Laws may treat later hires in another way than earlier ones. */
  #groundFor(size: number, hireDate: PlainDate, index: number): Ground | null {
    const { pack, language, read } = this.#input;
    const since = pack.waiting?.hiredOnOrAfter ?? hireDate;
    const when = hireDate > since ? 'after' : hireDate < since ? 'before' : 'on';
    const name = `${size} ${when}`;
    const known = this.#grounds.get(name);
    if (known !== undefined) return known;
    const given = read(index);
    if (!given.ok) return null;
    const date = given.value.request?.date;
    const ground = (date === undefined ? undefined : groundOf(given.value, date, pack, language)) ?? null;
    this.#grounds.set(name, ground);
    return ground;
  }
}
