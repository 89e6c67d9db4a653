import { add, parseRational, toFraction, ZERO, type Rational } from '@esta-logic/shared-types';

/** One entry of the ledger as the compliance engine answers it. */
export interface StatementEntry {
  readonly date: string;
  readonly year: string;
  readonly kind: string;
  readonly hours: string;
  readonly balance: string;
  readonly cause: string;
  readonly counted?: string;
  readonly rule: string;
  readonly citation: string;
  readonly pack: string;
}

/** What a statement is made of: the ledger from its beginning to the last day of the period. */
export interface StatementFacts {
  readonly employee: string;
  readonly name: string | null;
  readonly employer: string | null;
  readonly from: string;
  readonly to: string;
  readonly entries: readonly StatementEntry[];
  /** The message whose answer this is: by it the decision is found in the audit log. */
  readonly receipt: string;
}

/** A period of one person's ledger; hours are exact fractions. */
export interface Statement extends StatementFacts {
  readonly opening: string;
  readonly closing: string;
  /** Sum of each kind of entry within the period, in the order in which kinds are explained. */
  readonly sums: readonly { readonly kind: string; readonly hours: string }[];
}

/** In the order of a statement; `carryover` opens a year with what the year before left, so it is no sum of its own. */
const KINDS = ['frontload', 'accrual', 'trueUp', 'reinstatement', 'adjustment', 'use', 'forfeiture'] as const;

/** Cuts the period out of the ledger; `opening` plus the sums is `closing`. */
export function statementOf(facts: StatementFacts): Statement {
  const before = facts.entries.filter(({ date }) => date < facts.from);
  const entries = facts.entries.filter(({ date }) => date >= facts.from && date <= facts.to);
  const opening = before.at(-1)?.balance ?? '0';
  const sums = KINDS.map((kind) => ({
    kind,
    hours: toFraction(sumOf(entries.filter((entry) => entry.kind === kind))),
  }));
  return {
    ...facts,
    entries,
    opening,
    closing: entries.at(-1)?.balance ?? opening,
    sums: sums.filter(({ hours }) => hours !== '0'),
  };
}

function sumOf(entries: readonly StatementEntry[]): Rational {
  return entries.reduce((sum, { hours }) => add(sum, parseRational(hours) ?? ZERO), ZERO);
}

const WORDS: Readonly<Record<string, string>> = {
  accrual: 'Accrued',
  carryover: 'Carried in',
  use: 'Used',
  frontload: 'Granted',
  trueUp: 'Trued up',
  reinstatement: 'Reinstated',
  adjustment: 'Adjusted',
  forfeiture: 'Lapsed',
};
const CAUSES: Readonly<Record<string, string>> = {
  yearStart: 'start of the year',
  yearEnd: 'end of the year',
  taken: 'leave taken',
  overdrawn: 'debt not carried over',
};

export const wordFor = (kind: string): string => WORDS[kind] ?? kind;

/** Why an entry was made, for people; `show` writes hours. */
export function causeOf({ cause, counted }: StatementEntry, show: (hours: string) => string): string {
  return counted === undefined ? (CAUSES[cause] ?? cause) : `${show(counted)} hours worked`;
}
