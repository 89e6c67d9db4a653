import type { LedgerEntry, LogHead } from '@esta-logic/client';
import { add, parseRational, toFraction, ZERO, type Rational } from '@esta-logic/shared-types';

/** What a statement is made of: the ledger from its beginning to the last day of the period. */
export interface StatementFacts {
  readonly employee: string;
  readonly name: string | null;
  readonly employer: string | null;
  readonly from: string;
  readonly to: string;
  readonly entries: readonly LedgerEntry[];
  /** The message whose answer this is: what `esta receipt` takes. */
  readonly receipt: string;
  /** The state of the audit log with that message in it. */
  readonly log: LogHead;
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

function sumOf(entries: readonly LedgerEntry[]): Rational {
  return entries.reduce((sum, { hours }) => add(sum, parseRational(hours) ?? ZERO), ZERO);
}
