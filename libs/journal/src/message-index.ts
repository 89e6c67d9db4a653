import type { StorageProvider } from '@esta-logic/kernel-boundary';
import { crankKey, messageKey } from '@esta-logic/storage';

type Reader = Pick<StorageProvider, 'get'>;

/** A quotation mark inside of a text is escaped there, so this can only be the member of the record's own envelope. */
const MESSAGE_ID = /"messageId":("(?:[^"\\]|\\.)*")/;

/** Whether an entry of the index, with this value, leads to a crank that took a message of that key. */
export async function leadsToCrank(store: Reader, key: string, value: string): Promise<boolean> {
  const seq = Number(value);
  if (!Number.isSafeInteger(seq) || seq < 0 || String(seq) !== value) return false;
  const id = MESSAGE_ID.exec((await store.get(crankKey(seq))) ?? '')?.[1];
  return id !== undefined && messageKey(JSON.parse(id) as string) === key;
}

/** Whether the index leads from a message to the crank of that number, or to a later one that took the message again. */
export async function isIndexed(store: Reader, messageId: string, seq: number): Promise<boolean> {
  const key = messageKey(messageId);
  const value = await store.get(key);
  if (value === String(seq)) return true;
  return value !== undefined && Number(value) > seq && leadsToCrank(store, key, value);
}
