import { DEFAULT_TENANT, unwrap, type StoreWrite } from '@esta-logic/kernel-boundary';
import { failureOf, Journal, stateWritesOf, type CrankRecord } from '@esta-logic/journal';
import { dedupKey } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';

/**
 * What services had stored when the crank `seq` had committed, with the replies that are
 * remembered by idempotency key. @throws KernelError log-broken.
 */
export async function stateAsOf(reader: JournalReader, seq: number): Promise<ReadonlyMap<string, string>> {
  const state = new Map<string, string>();
  for await (const crank of new Journal(reader).cranks({ to: seq + 1 })) {
    const { record, terms } = unwrap(crank);
    for (const { key, value } of [...stateWritesOf(record, terms), ...remembered(record)]) {
      if (value === null) state.delete(key);
      else state.set(key, value);
    }
  }
  return state;
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
      value: JSON.stringify({ messageId, reply: record.reply, at: record.time }),
    },
  ];
}
