import type { PlainDate, Rational } from '@esta-logic/shared-types';
import type { BenefitYear } from './benefit-year.ts';

export type EntryKind =
  'accrual' | 'carryover' | 'use' | 'frontload' | 'trueUp' | 'reinstatement' | 'adjustment' | 'forfeiture';

/** Where an entry's authority comes from; a rule pack gives one for each kind. */
export interface EntryAuthority {
  readonly rule: string;
  readonly citation: string;
}

/** What a ledger writes beside its numbers. */
export interface LedgerAuthority {
  readonly pack: string;
  readonly byKind: Readonly<Record<EntryKind, EntryAuthority>>;
}

/**
 * One change of a balance. Each benefit year stands alone: it opens with what was carried in,
 * and the sum of its entries is the balance that its close divides into carried and forfeited.
 */
export interface LedgerEntry {
  readonly date: PlainDate;
  readonly kind: EntryKind;
  /** Signed exact hours. */
  readonly hours: string;
  /** Exact balance of the year after this entry. */
  readonly balance: string;
  /** Label of the benefit year. */
  readonly year: string;
  /** One word for what happened: `worked`, `yearStart`, `yearEnd`, `taken`, or the cause an adjustment was given. */
  readonly cause: string;
  /** For accruals, the counted hours behind it. */
  readonly counted?: string;
  /** What reported the hours: the import or the message, as whoever recorded them named it. */
  readonly source?: string;
  readonly rule: string;
  readonly citation: string;
  readonly pack: string;
}

/** One year of a ledger in numbers. */
export interface LedgerYear {
  readonly year: BenefitYear;
  readonly hoursWorked: Rational;
  readonly accrued: Rational;
  readonly carriedIn: Rational;
  readonly used: Rational;
  readonly adjusted: Rational;
  readonly balance: Rational;
  /** Set when the year has ended by `asOf`. */
  readonly carriedOut: Rational | null;
  readonly forfeited: Rational;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  readonly years: readonly LedgerYear[];
}
