import {
  blobsOf,
  decodeRecord,
  decodeTerms,
  failureOf,
  problemOfRecord,
  stateWritesOf,
  type CrankRecord,
} from '@esta-logic/journal';
import { unwrap, type StoredEntry } from '@esta-logic/kernel-boundary';
import { auditKey, blobKey, messageKey, parseKey } from '@esta-logic/storage';
import { testDigest } from '@esta-logic/testkit';
import { expect } from 'vitest';

const digest = testDigest();
const hashOf = (text: string): string => digest.blake3(new TextEncoder().encode(text));

/** The crank records of a store, in order. */
export function recordsOf(entries: readonly StoredEntry[]): CrankRecord[] {
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  return entries
    .filter(({ key }) => parseKey(key)?.kind === 'crank')
    .map(({ value }) => unwrap(decodeRecord(value, (hash) => values.get(blobKey(hash)))));
}

/**
 * What always holds of a data directory that nobody has damaged: every crank of the log has its record and every record
 * its crank, the blobs are what their names say, time does not go back, and what the records say was written is the state.
 */
export function expectJournalAgrees(entries: readonly StoredEntry[]): void {
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  const kinds = new Map(entries.map(({ key }) => [key, parseKey(key)]));
  for (const [key, parts] of kinds) if (parts?.kind === 'blob') expect(hashOf(values.get(key)!)).toBe(parts.hash);
  for (const [key, parts] of kinds) {
    if (parts?.kind !== 'crank') continue;
    expect(problemOfRecord(values.get(key)!)).toBeUndefined();
    for (const hash of unwrap(blobsOf(values.get(key)!))) expect(values.has(blobKey(hash))).toBe(true);
  }
  const records = recordsOf(entries);
  expectLeaves(records, values, kinds);
  expectState(records, values, kinds);
  const last = new Map(records.map(({ envelope, seq }) => [messageKey(envelope.metadata.messageId), String(seq)]));
  const index = entries.filter(({ key }) => kinds.get(key)?.kind === 'message');
  expect(Object.fromEntries(index.map(({ key, value }) => [key, value]))).toEqual(Object.fromEntries(last));
  expect(records.map(({ time }) => time)).toEqual(records.map(({ time }) => time).sort());
}

type Values = ReadonlyMap<string, string>;
type Kinds = ReadonlyMap<string, ReturnType<typeof parseKey>>;

function expectLeaves(records: readonly CrankRecord[], values: Values, kinds: Kinds): void {
  const leaves = [...kinds]
    .filter(([, parts]) => parts?.kind === 'audit')
    .map(([key]) => JSON.parse(values.get(key)!) as Record<string, unknown>)
    .filter(({ kind }) => kind === 'crank');
  expect(leaves.map(({ seq }) => seq)).toEqual(records.map(({ seq }) => seq));
  for (const record of records) {
    const leaf = JSON.parse(values.get(auditKey(record.seq))!) as Record<string, unknown>;
    expect(leaf).toMatchObject({
      process: record.process,
      messageId: record.envelope.metadata.messageId,
      outcome: failureOf(record)?.code ?? 'committed',
      outbox: record.outbox,
      fuel: record.fuel,
      time: record.time,
      syscalls: record.calls.length,
    });
  }
}

function expectState(records: readonly CrankRecord[], values: Values, kinds: Kinds): void {
  const state = new Map<string, string>();
  for (const record of records) {
    const terms = unwrap(decodeTerms(values.get(blobKey(record.terms))!));
    for (const { key, value } of stateWritesOf(record, terms)) {
      if (value === null) state.delete(key);
      else state.set(key, value);
    }
  }
  const stored = [...kinds].filter(([, parts]) => parts?.kind === 'state').map(([key]) => [key, values.get(key)]);
  expect(Object.fromEntries(state)).toEqual(Object.fromEntries(stored));
}
