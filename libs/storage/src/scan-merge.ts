import type { Eventual, ScanRange, StoredEntry, StorageProvider, StoreWrite } from '@esta-logic/kernel-boundary';
import { whenReady } from './eventual.ts';
import { compareKeys, keyAfter } from './key-order.ts';
import { lowerBound, type SortedMap } from './sorted-map.ts';

/** Writes that lie over the provider's entries, by key; one of `null` hides an entry. */
export type WriteLayer = SortedMap<StoreWrite>;

/** How many rows beyond what is wanted the first page asks for, in case some are hidden. */
const SPARE_ROWS = 64;
/** Where many are hidden, each page asks for so many times as many spare rows as the one before, up to the most. */
const MORE_SPARE = 4;
const MOST_SPARE = 4096;

/**
 * The entries of a range as they are with the layers laid over the provider, newest layer first.
 * The layers are read before the provider is asked, so an answer that comes later is still of that moment.
 */
export function scanMerged(
  provider: StorageProvider,
  layers: readonly WriteLayer[],
  range: ScanRange,
): Eventual<readonly StoredEntry[]> {
  if (range.limit <= 0) return [];
  const overlay = overlaidEntries(layers, range);
  if (overlay.length === 0) return provider.scan(range);
  const merge: Merge = { overlay, next: 0, out: [], limit: range.limit, sign: range.reverse === true ? -1 : 1 };
  return fillFrom(provider, range, merge);
}

interface Merge {
  readonly overlay: readonly StoreWrite[];
  next: number;
  readonly out: StoredEntry[];
  readonly limit: number;
  /** 1 in key order, -1 in reverse. */
  readonly sign: 1 | -1;
}

function fillFrom(
  provider: StorageProvider,
  range: ScanRange,
  merge: Merge,
  spare = SPARE_ROWS,
): Eventual<readonly StoredEntry[]> {
  const hidden = merge.overlay.length - merge.next;
  const limit = merge.limit - merge.out.length + Math.min(hidden, spare);
  return whenReady(provider.scan({ ...range, limit }), (rows) => {
    for (const row of rows) mergeRow(merge, row);
    if (rows.length < limit) emitBefore(merge, undefined);
    if (rows.length < limit || merge.out.length >= merge.limit) return merge.out;
    const last = (rows[rows.length - 1] as StoredEntry).key;
    return fillFrom(
      provider,
      range.reverse === true ? { ...range, to: last } : { ...range, from: keyAfter(last) },
      merge,
      Math.min(spare * MORE_SPARE, MOST_SPARE),
    );
  });
}

function mergeRow(merge: Merge, row: StoredEntry): void {
  emitBefore(merge, row.key);
  if (merge.overlay[merge.next]?.key === row.key) emitOverlaid(merge);
  else if (merge.out.length < merge.limit) merge.out.push(row);
}

function emitBefore(merge: Merge, key: string | undefined): void {
  for (let top = merge.overlay[merge.next]; top !== undefined; top = merge.overlay[merge.next]) {
    if (key !== undefined && compareKeys(top.key, key) * merge.sign >= 0) return;
    emitOverlaid(merge);
  }
}

function emitOverlaid(merge: Merge): void {
  const { key, value } = merge.overlay[merge.next++] as StoreWrite;
  if (value !== null && merge.out.length < merge.limit) merge.out.push({ key, value });
}

interface LayerCursor {
  readonly layer: WriteLayer;
  readonly keys: readonly string[];
  at: number;
  readonly end: number;
}

/** The layers' own entries in scan order, until enough of them are live to fill the scan alone. */
function overlaidEntries(layers: readonly WriteLayer[], range: ScanRange): StoreWrite[] {
  const step = range.reverse === true ? -1 : 1;
  const cursors = layers.map((layer) => cursorOf(layer, range)).filter(({ at, end }) => at !== end);
  const entries: StoreWrite[] = [];
  for (let live = 0; live < range.limit;) {
    const newest = firstOf(cursors, step);
    if (newest === undefined) return entries;
    const key = newest.keys[newest.at] as string;
    const write = newest.layer.get(key) as StoreWrite;
    entries.push(write);
    if (write.value !== null) live++;
    for (const cursor of cursors) if (cursor.at !== cursor.end && cursor.keys[cursor.at] === key) cursor.at += step;
  }
  return entries;
}

function cursorOf(layer: WriteLayer, { from, to, reverse }: ScanRange): LayerCursor {
  const keys = layer.sortedKeys();
  const low = lowerBound(keys, from);
  const high = Math.max(low, lowerBound(keys, to));
  return reverse === true ? { layer, keys, at: high - 1, end: low - 1 } : { layer, keys, at: low, end: high };
}

/** The cursor at the foremost key; the newest layer's among equals. */
function firstOf(cursors: readonly LayerCursor[], step: 1 | -1): LayerCursor | undefined {
  let first: LayerCursor | undefined;
  for (const cursor of cursors) {
    if (cursor.at === cursor.end) continue;
    const key = cursor.keys[cursor.at] as string;
    if (first === undefined || compareKeys(key, first.keys[first.at] as string) * step < 0) first = cursor;
  }
  return first;
}
