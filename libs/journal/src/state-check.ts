import { ok, type Result, type StorageProvider } from '@esta-logic/kernel-boundary';
import {
  addUsage,
  encodeUsage,
  parseKey,
  RANGES,
  usageKey,
  type KeyRange,
  type StorageUsage,
} from '@esta-logic/storage';
import { Journal } from './journal.ts';
import { leadsToCrank } from './message-index.ts';
import { stateWritesOf } from './state-writes.ts';

type Reader = Pick<StorageProvider, 'get' | 'scan'>;

const PAGE = 1000;

/**
 * What is wrong with the stored state, with the sums of what is used of it, and with the index of messages, as the cranks
 * up to record `size` (exclusive) and those that came meanwhile made them: a sentence, or undefined. It holds the whole
 * state in memory once. Fault: log-broken.
 */
export async function problemOfState(
  store: Reader,
  size: number,
  turn?: () => Promise<void>,
): Promise<Result<string | undefined>> {
  const journal = new Journal(store);
  const expected = await journal.stateAsOf(size - 1);
  if (!expected.ok) return expected;
  const suspects = await differences(store, RANGES.state, new Map(expected.value), turn);
  for (const [key, what] of await differences(store, RANGES.usage, usageOf(expected.value), turn))
    suspects.set(key, what);
  for await (const crank of suspects.size === 0 ? [] : journal.cranks({ from: size })) {
    if (!crank.ok) return crank;
    for (const { key } of stateWritesOf(crank.value.record, crank.value.terms)) {
      suspects.delete(key);
      suspects.delete(ownerOf(key));
    }
  }
  const [first] = suspects;
  if (first) return ok(`The value under ${JSON.stringify(first[0])} ${first[1]}.`);
  return ok(await problemOfIndex(store, turn));
}

/** The rows of the sums, by usage key. */
function usageOf(state: ReadonlyMap<string, string>): Map<string, string> {
  const usage = new Map<string, StorageUsage>();
  for (const [key, value] of state) addUsage(usage, key, value);
  return new Map(Array.from(usage, ([owner, sum]) => [owner, encodeUsage(sum)]));
}

/** The usage key of a key of the state. */
function ownerOf(key: string): string {
  const parts = parseKey(key);
  return parts?.kind === 'state' ? usageKey(parts.tenantId, parts.service) : '';
}

/** An entry of the index that leads to no crank of its message. That every crank has one is seen where it is checked. */
async function problemOfIndex(store: Reader, turn?: () => Promise<void>): Promise<string | undefined> {
  for (let { from } = RANGES.messages; ;) {
    const page = await store.scan({ from, to: RANGES.messages.to, limit: PAGE });
    for (const { key, value } of page) {
      if (!(await leadsToCrank(store, key, value)))
        return `The value under ${JSON.stringify(key)} leads to no crank of that message.`;
    }
    if (page.length < PAGE) return undefined;
    from = `${page[page.length - 1]!.key}\u0000`;
    await turn?.();
  }
}

async function differences(
  store: Reader,
  range: KeyRange,
  expected: Map<string, string>,
  turn?: () => Promise<void>,
): Promise<Map<string, string>> {
  const suspects = new Map<string, string>();
  for (let { from } = range; ;) {
    const page = await store.scan({ from, to: range.to, limit: PAGE });
    for (const { key, value } of page) {
      const written = expected.get(key);
      if (written !== value)
        suspects.set(key, written === undefined ? 'was written by no crank' : 'is not what the cranks wrote');
      expected.delete(key);
    }
    if (page.length < PAGE) break;
    from = `${page[page.length - 1]!.key}\u0000`;
    await turn?.();
  }
  for (const key of expected.keys()) suspects.set(key, 'is missing, which a crank wrote');
  return suspects;
}
