import type { PlainDate, Rational } from '@esta-logic/shared-types';
import { ZERO, add, isZero, sub, toFraction } from '@esta-logic/shared-types';
import type { Adjustment } from './balance-input.ts';
import { hoursOf } from './hours-of.ts';
import type { EntryKind, Ledger, LedgerEntry } from './ledger-entry.ts';

/** What a late edit changed on one day for one kind of entry; hours exact. */
export interface LedgerChange {
  readonly date: PlainDate;
  readonly year: string;
  readonly kind: EntryKind;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

interface Slot {
  readonly date: PlainDate;
  readonly year: string;
  readonly kind: EntryKind;
  readonly hours: Rational;
}

function slots(entries: readonly LedgerEntry[]): ReadonlyMap<string, Slot> {
  const map = new Map<string, Slot>();
  for (const { date, year, kind, hours } of entries) {
    const key = `${date} ${year} ${kind}`;
    map.set(key, { date, year, kind, hours: add(map.get(key)?.hours ?? ZERO, hoursOf(hours)) });
  }
  return map;
}

/** Every day and kind on which two ledgers differ, in date order: what a recomputation changed and where. */
export function changesBetween(before: Ledger, after: Ledger): readonly LedgerChange[] {
  const old = slots(before.entries);
  const now = slots(after.entries);
  const changes: LedgerChange[] = [];
  for (const [key, slot] of new Map([...old, ...now])) {
    const was = old.get(key)?.hours ?? ZERO;
    const is = now.get(key)?.hours ?? ZERO;
    const difference = sub(is, was);
    if (isZero(difference)) continue;
    const { date, year, kind } = slot;
    changes.push({
      date,
      year,
      kind,
      before: toFraction(was),
      after: toFraction(is),
      difference: toFraction(difference),
    });
  }
  return changes.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/**
 * The entry that brings an open year to what a recomputation found, when days up to `closedThrough` may no longer be edited:
 * the sum of the differences on closed days of that year, posted on `postedOn`. Undefined when nothing closed has changed.
 */
export function correctingEntry(
  before: Ledger,
  after: Ledger,
  closedThrough: PlainDate,
  postedOn: PlainDate,
  year: string,
): Adjustment | undefined {
  let sum = ZERO;
  for (const change of changesBetween(before, after)) {
    if (change.year === year && change.date <= closedThrough) sum = add(sum, hoursOf(change.difference));
  }
  if (isZero(sum)) return undefined;
  return {
    date: postedOn,
    hours: toFraction(sum),
    kind: 'adjustment',
    cause: `correction of days up to ${closedThrough}`,
  };
}
