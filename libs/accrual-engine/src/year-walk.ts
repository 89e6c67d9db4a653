import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, isZero, max, min, negate, sub, toFraction } from '@esta-logic/shared-types';
import type { AccrualRules } from './accrual-rules.ts';
import type { BenefitYear } from './benefit-year.ts';
import { capsOn, closeYear } from './caps.ts';
import type { GrantedHours, YearSpan } from './earned.ts';
import { accrualRoom, earnedBy, grantsIn, spanOf } from './earned.ts';
import type { Happening } from './happenings.ts';
import type { EntryAuthority, EntryKind, LedgerAuthority, LedgerEntry, LedgerYear } from './ledger-entry.ts';

const UNCITED: EntryAuthority = { rule: '', citation: '' };

/** What an entry says beside its numbers. */
interface EntryDetails {
  readonly counted?: Rational | undefined;
  readonly source?: string | number | undefined;
  readonly cited?: EntryAuthority | undefined;
}

/** Walks one benefit year, writing entries as it goes. */
export class YearWalk {
  readonly #rules: AccrualRules;
  readonly #authority: LedgerAuthority | undefined;
  readonly #year: BenefitYear;
  readonly #carriedIn: Rational;
  readonly #room: Rational | null;
  readonly #span: YearSpan;
  /** Grants of the year that are still to come, by date. */
  #grants: readonly GrantedHours[];
  #granted: Rational = ZERO;
  readonly entries: LedgerEntry[] = [];
  #worked: Rational = ZERO;
  #earnedUncapped: Rational = ZERO;
  #accrued: Rational = ZERO;
  #used: Rational = ZERO;
  #adjusted: Rational = ZERO;
  #balance: Rational = ZERO;

  constructor(
    rules: AccrualRules,
    authority: LedgerAuthority | undefined,
    year: BenefitYear,
    carriedIn: Rational,
    asOf: PlainDate,
  ) {
    this.#rules = rules;
    this.#authority = authority;
    this.#year = year;
    this.#carriedIn = carriedIn;
    this.#room = accrualRoom(rules, capsOn(rules.caps, year.start), carriedIn);
    this.#span = spanOf(rules, year, asOf);
    this.#write(this.#span.from, 'carryover', carriedIn, 'yearStart');
    this.#grants = grantsIn(rules, year, this.#span);
    this.#grantUntil(this.#span.from, 'yearStart');
  }

  /**
   * Writes the grants up to a day; one within the year rises with the employer's size, and with it what the hours that were
   * worked before may come to.
   */
  #grantUntil(date: PlainDate, cause: 'yearStart' | 'raised'): void {
    for (const { date: on, hours } of this.#grants.filter((each) => each.date <= date)) {
      this.#granted = add(this.#granted, hours);
      this.#accrued = add(this.#accrued, hours);
      this.#write(on, 'frontload', hours, cause);
      this.#earn(on, cause);
    }
    this.#grants = this.#grants.filter((each) => each.date > date);
  }

  #write(date: PlainDate, kind: EntryKind, hours: Rational, cause: string, more: EntryDetails = {}): void {
    if (isZero(hours)) return;
    this.#balance = add(this.#balance, hours);
    const { counted, source, cited = this.#authority?.byKind[kind] ?? UNCITED } = more;
    this.entries.push({
      date,
      kind,
      hours: toFraction(hours),
      balance: toFraction(this.#balance),
      year: this.#year.label,
      cause,
      ...(counted === undefined ? {} : { counted: toFraction(counted) }),
      ...(source === undefined ? {} : { source: String(source) }),
      ...cited,
      pack: this.#authority?.pack ?? '',
    });
  }

  take(event: Happening): void {
    const date = event.date as PlainDate;
    if (this.#grants.length > 0) this.#grantUntil(date, 'raised');
    if (event.kind === 'use') {
      this.#used = add(this.#used, event.hours);
      this.#write(date, 'use', negate(event.hours), 'taken', { source: event.source });
    } else if (event.kind === 'adjusted') {
      this.#adjusted = add(this.#adjusted, event.hours);
      const { kind = 'adjustment', cause = 'adjusted', authority } = event.adjustment ?? {};
      this.#write(date, kind, event.hours, cause, { cited: authority });
    } else this.#work(date, event.hours, event.source);
  }

  #work(date: PlainDate, hours: Rational, source: string | number | undefined): void {
    this.#worked = add(this.#worked, hours);
    this.#earn(date, 'worked', { counted: hours, source });
  }

  /** Writes what the hours worked so far come to on a day, as far as it was not written before. */
  #earn(date: PlainDate, cause: string, details: EntryDetails = {}): void {
    const span = { from: this.#span.from, to: date };
    const total = earnedBy(this.#rules, this.#worked, this.#roomNow(), span);
    let gained = max(ZERO, sub(total, this.#earnedUncapped));
    this.#earnedUncapped = add(this.#earnedUncapped, gained);
    const cap = capsOn(this.#rules.caps, date).balance;
    if (cap !== null) gained = min(gained, max(ZERO, sub(cap, this.#balance)));
    this.#accrued = add(this.#accrued, gained);
    this.#write(date, this.#rules.earning.kind === 'accrual' ? 'accrual' : 'trueUp', gained, cause, details);
  }

  /** Hours lost to a full balance do not use up the yearly cap. */
  #roomNow(): Rational | null {
    return this.#room === null ? null : add(this.#room, sub(this.#earnedUncapped, this.#accruedByWork()));
  }

  #accruedByWork(): Rational {
    return sub(this.#accrued, this.#granted);
  }

  /** Ends the year where `ended`; the balance in the result is the one before the close. */
  finish(ended: boolean): LedgerYear {
    this.#grantUntil(this.#span.to, 'raised');
    const balance = this.#balance;
    const cap = capsOn(this.#rules.caps, this.#year.end).carryover;
    const close = closeYear(balance, cap, this.#rules.earning.kind === 'accrual');
    if (ended) {
      this.#write(this.#year.end, 'forfeiture', negate(close.forfeited), 'yearEnd');
      this.#write(this.#year.end, 'adjustment', close.forgiven, 'overdrawn');
    }
    return {
      year: this.#year,
      hoursWorked: this.#worked,
      accrued: this.#accrued,
      carriedIn: this.#carriedIn,
      used: this.#used,
      adjusted: this.#adjusted,
      balance,
      carriedOut: ended ? close.carried : null,
      forfeited: ended ? close.forfeited : ZERO,
    };
  }
}
