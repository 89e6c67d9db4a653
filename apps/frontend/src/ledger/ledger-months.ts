import type { LedgerEntry } from '@esta-logic/client';

/** An entry with its place in the ledger, which tells entries of one day apart. */
export type PlacedEntry = LedgerEntry & { readonly place: number };

export interface LedgerMonth {
  /** `2026-06`. */
  readonly month: string;
  readonly entries: readonly PlacedEntry[];
}

/** Entries of one kind, or all where none is named. */
export function shownEntries(entries: readonly LedgerEntry[], kind: string): readonly PlacedEntry[] {
  const placed = entries.map((entry, place) => ({ ...entry, place }));
  return kind === '' ? placed : placed.filter((entry) => entry.kind === kind);
}

/** The kinds that occur, in the order in which they first do. */
export function kindsIn(entries: readonly LedgerEntry[]): readonly string[] {
  return [...new Set(entries.map(({ kind }) => kind))];
}

/** Months with entries, the newest first, and within each the newest entry first. */
export function monthsOf(entries: readonly PlacedEntry[]): readonly LedgerMonth[] {
  const months = Map.groupBy(entries.toReversed(), ({ date }) => date.slice(0, 7));
  return [...months].map(([month, within]) => ({ month, entries: within }));
}
