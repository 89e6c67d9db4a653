import { DEFAULT_TENANT, type GuestChange, type StoreWrite } from '@esta-logic/kernel-boundary';
import { stateKey } from '@esta-logic/storage';
import { failureOf, type CrankRecord } from './crank-record.ts';
import type { CrankTerms } from './crank-terms.ts';

/**
 * What a crank changed in the state, as writes of the store's keys, in the order of its calls; the last write of a key
 * counts. Nothing for a crank that was not committed. A key that was deleted without being there is among them.
 */
export function stateWritesOf(record: CrankRecord, { capabilities }: CrankTerms): readonly StoreWrite[] {
  if (failureOf(record) !== undefined) return [];
  const tenantId = record.envelope.metadata.tenantId ?? DEFAULT_TENANT;
  const paths = new Map(capabilities.map(({ slot, path }) => [slot, path]));
  const writes: StoreWrite[] = [];
  for (const { syscall, args, result } of record.calls) {
    if (!result?.ok) continue;
    const [slot, key] = args;
    if (syscall === 'sys.db.write') put(slot, key as string, args[2] as string);
    else if (syscall === 'sys.db.delete') put(slot, key as string, null);
    else if (syscall === 'sys.db.transact')
      for (const change of key as readonly GuestChange[]) put(slot, change.key, change.value ?? null);
  }
  return writes;

  function put(slot: unknown, key: string, value: string | null): void {
    const [service = '', ...collection] = (paths.get(slot as number) ?? '').split('.');
    writes.push({ key: stateKey({ tenantId, service, collection: collection.join('.') }, key), value });
  }
}
