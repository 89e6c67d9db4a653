import { ok, type Result, type StorageProvider } from '@esta-logic/kernel-boundary';
import { RANGES } from '@esta-logic/storage';
import { Journal } from './journal.ts';
import { stateWritesOf } from './state-writes.ts';

type Reader = Pick<StorageProvider, 'get' | 'scan'>;

const PAGE = 1000;

/**
 * What is wrong with the stored state as the cranks up to record `size` (exclusive) and those that came meanwhile wrote
 * it: a sentence, or undefined. It holds the whole state in memory once. Fault: log-broken.
 */
export async function problemOfState(
  store: Reader,
  size: number,
  turn?: () => Promise<void>,
): Promise<Result<string | undefined>> {
  const journal = new Journal(store);
  const expected = await journal.stateAsOf(size - 1);
  if (!expected.ok) return expected;
  const suspects = await differences(store, new Map(expected.value), turn);
  if (suspects.size === 0) return ok(undefined);
  for await (const crank of journal.cranks({ from: size })) {
    if (!crank.ok) return crank;
    for (const { key } of stateWritesOf(crank.value.record, crank.value.terms)) suspects.delete(key);
  }
  const [first] = suspects;
  return ok(first && `The value under ${JSON.stringify(first[0])} ${first[1]}.`);
}

async function differences(
  store: Reader,
  expected: Map<string, string>,
  turn?: () => Promise<void>,
): Promise<Map<string, string>> {
  const suspects = new Map<string, string>();
  for (let { from } = RANGES.state; ;) {
    const page = await store.scan({ from, to: RANGES.state.to, limit: PAGE });
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
