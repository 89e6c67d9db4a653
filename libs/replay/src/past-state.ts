import { DEFAULT_TENANT, unwrap, type StoreWrite } from '@esta-logic/kernel-boundary';
import {
  decodeRecord,
  decodeTerms,
  failureOf,
  stateWritesOf,
  type CrankRecord,
  type CrankTerms,
} from '@esta-logic/journal';
import { dedupKey } from '@esta-logic/storage';
import { crankBatches, type JournalReader } from './crank-batch.ts';

/** A record that was read, with the terms that it names. */
export interface ReadCrank {
  readonly record: CrankRecord;
  readonly terms: CrankTerms;
}

/** Reads records one by one, in the order of their seq. @throws KernelError log-broken. */
export async function* readCranks(
  reader: JournalReader,
  range: Parameters<typeof crankBatches>[1],
): AsyncGenerator<ReadCrank> {
  const terms = new Map<string, CrankTerms>();
  for await (const { cranks, blobs } of crankBatches(reader, range)) {
    for (const { text } of cranks) {
      const record = unwrap(decodeRecord(text, (hash) => blobs.get(hash)));
      let known = terms.get(record.terms);
      if (!known) terms.set(record.terms, (known = unwrap(decodeTerms(blobs.get(record.terms) ?? ''))));
      yield { record, terms: known };
    }
  }
}

/** What services had stored when the crank `seq` had committed, with the replies that are remembered by idempotency key. */
export async function stateAsOf(reader: JournalReader, seq: number): Promise<ReadonlyMap<string, string>> {
  const state = new Map<string, string>();
  for await (const { record, terms } of readCranks(reader, { to: seq })) applyCrank(state, record, terms);
  return state;
}

/** Brings a state from before a crank to after it. */
export function applyCrank(state: Map<string, string>, record: CrankRecord, terms: CrankTerms): void {
  for (const { key, value } of [...stateWritesOf(record, terms), ...remembered(record)]) {
    if (value === null) state.delete(key);
    else state.set(key, value);
  }
}

/** As the kernel writes it when an exactly-once message commits: a second one with the same key gets this reply. */
function remembered(record: CrankRecord): readonly StoreWrite[] {
  const { source, target, metadata } = record.envelope;
  const { delivery, idempotencyKey, messageId, tenantId = DEFAULT_TENANT } = metadata;
  if (delivery !== 'exactly-once' || idempotencyKey === undefined) return [];
  if (failureOf(record) !== undefined || record.ended.how === 'recalled') return [];
  return [
    {
      key: dedupKey({ tenantId, target, source, idempotencyKey }),
      value: JSON.stringify({ messageId, reply: record.reply }),
    },
  ];
}
