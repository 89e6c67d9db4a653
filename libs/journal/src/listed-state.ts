import { decodeWrites, type ListedWrite } from '@esta-logic/audit-log';
import type { Digest, StorageProvider } from '@esta-logic/kernel-boundary';
import { RANGES, writesKey } from '@esta-logic/storage';

type Reader = Pick<StorageProvider, 'get' | 'scan'>;

const PAGE = 1000;

/** Every key of these is on a list. Of what else the kernel keeps about itself, only what is on one is looked at. */
const LISTED = [RANGES.mailboxes, RANGES.dedup, RANGES.deadLetters, RANGES.modules];

/**
 * What the lists of other writes in a log say is stored (messages under way, remembered answers, dead letters, what the
 * kernel keeps of itself): the hash of each value. It holds one hash for each key that there is.
 */
export class ListedState {
  readonly #expected = new Map<string, string>();

  /** The list of the next record, as `verifyLog` tells it. */
  readonly take = (_seq: number, writes: readonly ListedWrite[]): void => {
    for (const { key, hash } of writes) {
      if (hash === null) this.#expected.delete(key);
      else this.#expected.set(key, hash);
    }
  };

  /**
   * What is wrong with what is stored, as the records up to number `size` (exclusive) and those that came meanwhile list
   * it: a sentence, or undefined.
   */
  async problem(
    store: Reader,
    digest: Pick<Digest, 'sha256Hex'>,
    size: number,
    turn?: () => Promise<void>,
  ): Promise<string | undefined> {
    const suspects = new Map<string, string>();
    for (const range of LISTED) {
      for await (const { key } of entriesOf(store, range, turn))
        if (!this.#expected.has(key)) suspects.set(key, 'was written by no record of the log');
    }
    for (const [key, hash] of this.#expected) {
      const value = await store.get(key);
      if (value === undefined) suspects.set(key, 'is missing, which the log lists');
      else if (digest.sha256Hex(value) !== hash) suspects.set(key, 'is not what the log lists');
    }
    if (suspects.size > 0) await clearWritten(suspects, store, size);
    const [first] = suspects;
    return first && `The value under ${JSON.stringify(first[0])} ${first[1]}.`;
  }
}

/** What records list that came meanwhile is as they left it. */
async function clearWritten(suspects: Map<string, string>, store: Reader, size: number): Promise<void> {
  for await (const { value } of entriesOf(store, { ...RANGES.writes, from: writesKey(size) }))
    for (const { key } of decodeWrites(value) ?? []) suspects.delete(key);
}

async function* entriesOf(
  store: Reader,
  { from, to }: { readonly from: string; readonly to: string },
  turn?: () => Promise<void>,
): AsyncGenerator<{ readonly key: string; readonly value: string }> {
  for (let next = from; ;) {
    const page = await store.scan({ from: next, to, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    next = `${page[page.length - 1]!.key}\u0000`;
    await turn?.();
  }
}
