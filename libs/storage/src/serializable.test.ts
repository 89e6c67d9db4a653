import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualLoop, memoryStore, type MemoryStoreOptions } from '@esta-logic/testkit';
import { KernelError, type ScanRange, type StoredEntry, type StoreWrite } from '@esta-logic/kernel-boundary';
import { openStore, type Sealed, type Store } from './store.ts';
import { compareKeys } from './key-order.ts';
import type { Transaction } from './transaction.ts';

/** Keys few enough to collide, some of which UTF-16 order would put wrong. */
const KEYS = ['a', 'b', 'c', 'd', '\uffff', '\u{1f600}'];
const key = fc.constantFrom(...KEYS);
const range = fc.record({ from: key, to: key, limit: fc.integer({ min: 0, max: 4 }), reverse: fc.boolean() });

type Step =
  | { readonly do: 'get'; readonly tx: number; readonly key: string }
  | { readonly do: 'scan'; readonly tx: number; readonly range: ScanRange }
  | { readonly do: 'put'; readonly tx: number; readonly key: string; readonly value: string }
  | { readonly do: 'delete'; readonly tx: number; readonly key: string }
  | { readonly do: 'seal'; readonly tx: number }
  | { readonly do: 'turn' }
  | { readonly do: 'flush' };

/** Up to three transactions at a time, interleaved at will. */
const tx = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('get' as const), tx, key }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('scan' as const), tx, range }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('put' as const), tx, key, value: fc.string({ maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), tx, key }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('seal' as const), tx }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('turn' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('flush' as const) }) },
);

interface SealedHistory {
  readonly seq: number;
  readonly writes: readonly StoreWrite[];
  /** Runs the transaction's reads again, on a state. */
  readonly replay: readonly ((state: Map<string, string>, own: Map<string, string | null>) => void)[];
}

class Run {
  readonly sealed: SealedHistory[] = [];
  conflicts = 0;
  #open = new Map<number, { tx: Transaction; replay: SealedHistory['replay'][number][] }>();
  readonly #store: Store;
  readonly #durable: Promise<unknown>[] = [];
  /** What each transaction is still doing: its steps follow each other, and those of others run in between. */
  readonly #busy = new Map<number, Promise<void>>();

  constructor(store: Store) {
    this.#store = store;
  }

  take(next: Step): void {
    if (next.do === 'turn') return;
    if (next.do === 'flush') return void this.#store.flush().catch(() => undefined);
    const before = this.#busy.get(next.tx) ?? Promise.resolve();
    this.#busy.set(
      next.tx,
      before.then(() => this.#take(next)),
    );
  }

  async #take(next: Exclude<Step, { do: 'turn' | 'flush' }>): Promise<void> {
    const { tx, replay } = this.#begun(next.tx);
    if (next.do === 'get') {
      const seen = await tx.get(next.key);
      replay.push((state, own) => expect(layered(state, own).get(next.key)).toBe(seen));
    } else if (next.do === 'scan') {
      const seen = await tx.scan(next.range);
      replay.push((state, own) => expect(scanOf(layered(state, own), next.range)).toEqual(seen));
    } else if (next.do === 'put') {
      tx.put(next.key, next.value);
      replay.push((_, own) => own.set(next.key, next.value));
    } else if (next.do === 'delete') {
      tx.delete(next.key);
      replay.push((_, own) => own.set(next.key, null));
    } else this.#seal(next.tx, tx, replay);
  }

  async finish(): Promise<void> {
    for (const busy of this.#busy.values()) await busy.catch(noLongerReadable);
    for (const { tx } of this.#open.values()) tx.discard();
    await this.#store.flush().catch(() => undefined);
    await Promise.allSettled(this.#durable);
  }

  #begun(slot: number): { tx: Transaction; replay: SealedHistory['replay'][number][] } {
    const begun = this.#open.get(slot) ?? { tx: this.#store.begin(), replay: [] };
    this.#open.set(slot, begun);
    return begun;
  }

  #seal(slot: number, tx: Transaction, replay: SealedHistory['replay']): void {
    this.#open.delete(slot);
    const writes = tx.writes();
    const valid = this.#store.validate(tx).ok;
    const result = this.#store.seal(tx);
    if (this.#store.failure === undefined) expect(result.ok).toBe(valid);
    if (!result.ok) {
      this.conflicts += 1;
      expect(['conflict', 'storage-failed']).toContain(result.fault.name);
      return;
    }
    this.#durable.push(result.value.durable);
    this.sealed.push({ seq: result.value.seq, writes, replay });
  }
}

/** A failed store answers no reads. */
function noLongerReadable(error: unknown): void {
  if (!(error instanceof KernelError && error.fault.name === 'storage-failed')) throw error;
}

function layered(state: Map<string, string>, own: Map<string, string | null>): Map<string, string> {
  const merged = new Map(state);
  for (const [k, value] of own) {
    if (value === null) merged.delete(k);
    else merged.set(k, value);
  }
  return merged;
}

const sortedEntries = (state: Map<string, string>): StoredEntry[] =>
  [...state].map(([k, value]) => ({ key: k, value })).sort((a, b) => compareKeys(a.key, b.key));

function scanOf(state: Map<string, string>, { from, to, limit, reverse }: ScanRange): StoredEntry[] {
  const within = sortedEntries(state).filter(
    (entry) => compareKeys(entry.key, from) >= 0 && compareKeys(entry.key, to) < 0,
  );
  return (reverse === true ? within.reverse() : within).slice(0, limit);
}

function apply(state: Map<string, string>, writes: readonly StoreWrite[]): void {
  for (const { key: k, value } of writes) {
    if (value === null) state.delete(k);
    else state.set(k, value);
  }
}

async function runOn(
  options: MemoryStoreOptions,
  steps: readonly Step[],
  groupWrites: number,
): Promise<{ run: Run; provider: ReturnType<typeof memoryStore> }> {
  const provider = memoryStore(options);
  const loop = manualLoop();
  const run = new Run(await openStore({ provider, loop, groupWrites }));
  for (const next of steps) {
    if (next.do === 'turn') loop.step();
    run.take(next);
    await undefined;
  }
  await run.finish();
  return { run, provider };
}

describe.each(['sync', 'promise'] as const)(
  'interleaved transactions over a provider that answers by %s',
  (answers) => {
    it('S14 every sealed transaction read and wrote as if all had run one after the other, in the order of seals', async () => {
      let conflicts = 0;
      let sealed = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 60, size: 'max' }),
          fc.integer({ min: 1, max: 20 }),
          async (steps, groupWrites) => {
            const { run, provider } = await runOn({ answers }, steps, groupWrites);
            conflicts += run.conflicts;
            sealed += run.sealed.length;
            const state = new Map<string, string>();
            for (const { replay, writes } of run.sealed) {
              const own = new Map<string, string | null>();
              for (const again of replay) again(state, own);
              apply(state, writes);
            }
            expect(provider.entries()).toEqual(sortedEntries(state));
          },
        ),
        { numRuns: 600 },
      );
      // The runs must have met both outcomes, or they show nothing.
      expect(sealed).toBeGreaterThan(500);
      expect(conflicts).toBeGreaterThan(50);
    });

    it('S15 whatever fails or crashes at whichever commit, the disk holds a prefix of the sealed batches and never half of one', async () => {
      const kinds = new Set<string>();
      const fault = fc.record({
        commit: fc.integer({ min: 1, max: 6 }),
        kind: fc.constantFrom('fail', 'crash-before', 'crash-after' as const),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
          fault,
          fc.integer({ min: 1, max: 6 }),
          async (steps, wrong, groupWrites) => {
            const { run, provider } = await runOn({ answers, faults: [wrong] }, steps, groupWrites);
            const prefixes = new Set<string>();
            const state = new Map<string, string>();
            prefixes.add(JSON.stringify([]));
            for (const { writes } of run.sealed) {
              apply(state, writes);
              prefixes.add(JSON.stringify(sortedEntries(state)));
            }
            expect(prefixes.has(JSON.stringify(provider.entries()))).toBe(true);
            if (provider.commits >= wrong.commit) kinds.add(wrong.kind);
            // Fail-stop: after the failed commit nothing more is asked of the provider.
            expect(provider.commits).toBeLessThanOrEqual(wrong.commit);
          },
        ),
        { numRuns: 500 },
      );
      expect(kinds.size).toBe(3);
    });
  },
);

describe('acknowledgement', () => {
  it('S16 durable resolves only after the commit that holds the batch, and in the order of seals', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 8 }),
        async (sizes, groupWrites) => {
          const provider = memoryStore({ answers: 'promise' });
          const loop = manualLoop({ mode: 'microtask' });
          const store = await openStore({ provider, loop, groupWrites });
          const order: number[] = [];
          const waits = sizes.map((size, i) => {
            const own = store.begin();
            for (let n = 0; n < size; n++) own.put(`${i}/${n}`, 'v');
            const { durable } = (store.seal(own) as { value: Sealed }).value;
            return durable.then(() => {
              order.push(i);
              const kept = new Set(provider.entries().map((entry) => entry.key));
              for (let n = 0; n < size; n++) expect(kept.has(`${i}/${n}`)).toBe(true);
            });
          });
          await Promise.all(waits);
          expect(order).toEqual(sizes.map((_, i) => i));
          await store.close();
        },
      ),
      { numRuns: 200 },
    );
  });
});
