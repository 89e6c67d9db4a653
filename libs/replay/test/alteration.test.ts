import { faultOf, KernelError, ok, SYSCALLS, unwrap, type Fault, type LoadedModule } from '@esta-logic/kernel-boundary';
import { Journal, type CallValue, type CrankRecord, type RecordedCall, type StoredCrank } from '@esta-logic/journal';
import { crankKey } from '@esta-logic/storage';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  BatchReplayer,
  crankBatches,
  divergenceSentence,
  RecordedModules,
  Replayer,
  type BatchReport,
  type CrankBatch,
  type ReplayOutcome,
} from '../src/index.ts';
import { guestComponent } from './guest-component.ts';
import { fastDigest, record, type Recording } from './recording.ts';

let recorded: Pick<Recording, 'store' | 'powers'>;
let crank: StoredCrank;
let load: RecordedModules['load'];

beforeAll(async () => {
  const recording = await record();
  await recording.send({ opcode: 'guest.calls', payload: { text: 'hello', number: 12 } });
  await recording.kernel.drained();
  await recording.kernel.stop();
  recorded = { store: recording.store.reopen(), powers: recording.powers };
  load = new RecordedModules(recording.powers).load;
  for await (const read of new Journal(recorded.store).cranks())
    if (unwrap(read).record.process === 'guest#1') crank = unwrap(read);
});

const replay = async (altered: Partial<CrankRecord>): Promise<ReplayOutcome> =>
  unwrap(await new Replayer(load).replay({ record: { ...crank.record, ...altered }, terms: crank.terms }));

const withCall = (index: number, change: Partial<RecordedCall>): readonly RecordedCall[] =>
  crank.record.calls.map((call, i) => (i === index ? { ...call, ...change } : call));

/** Another value of the same type, as near to it as can be. */
function otherValue(value: CallValue, at: number): CallValue {
  if (typeof value === 'string') return changedText(value, at);
  if (typeof value === 'number') return value + 1 + at;
  if (typeof value === 'bigint') return value + 1n + BigInt(at);
  if (value === undefined) return undefined;
  return value.map((entry, i) => (i === at % value.length ? { ...entry, value: changedText(entry.value, at) } : entry));
}

/** The same text with one character replaced by its neighbour, which is as long. */
function changedText(text: string, at: number): string {
  if (text === '') return 'x';
  const place = at % text.length;
  return `${text.slice(0, place)}${String.fromCharCode(text.charCodeAt(place) ^ 1)}${text.slice(place + 1)}`;
}

test('H3: the crank that is altered makes every system call', () => {
  expect(new Set(crank.record.calls.map(({ syscall }) => syscall))).toEqual(new Set(Object.keys(SYSCALLS)));
});

test('H3: whichever result of a system call is altered, the replay diverges', async () => {
  const answered = crank.record.calls.flatMap(({ result }, i) => (result?.ok && result.value !== undefined ? [i] : []));
  expect(answered.length).toBeGreaterThanOrEqual(6);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...answered), fc.nat({ max: 200 }), async (index, at) => {
      const { result } = crank.record.calls[index]!;
      const value = otherValue((result as { value: CallValue }).value, at);
      const outcome = await replay({ calls: withCall(index, { result: { ok: true, value } }) });
      expect(outcome.verdict).toBe('diverged');
    }),
    { numRuns: 60 },
  );
});

test('H3: a value where there was none, and none where there was one, diverges', async () => {
  const reads = crank.record.calls.flatMap(({ syscall, result }, i) =>
    syscall === 'sys.db.read' && result?.ok ? [[i, result.value] as const] : [],
  );
  expect(reads.map(([, value]) => typeof value)).toEqual(['string', 'undefined']);
  for (const [index, value] of reads) {
    const result = { ok: true, value: value === undefined ? '1' : undefined } as const;
    expect((await replay({ calls: withCall(index, { result }) })).verdict).toBe('diverged');
  }
});

test('H3: whichever system call is altered to have failed, or to have been another one, the replay diverges', async () => {
  const fault = faultOf('quota-exceeded', 'Not today.');
  for (const [index, call] of crank.record.calls.entries()) {
    // What a diagnostic line became is nothing that a guest is told.
    if (call.syscall === 'sys.log.write') continue;
    expect((await replay({ calls: withCall(index, { result: { ok: false, fault } }) })).verdict).toBe('diverged');
    const asked = await replay({ calls: withCall(index, { args: ['something', 'else'] }) });
    expect(asked).toMatchObject({
      verdict: 'diverged',
      divergence: { kind: 'request', call: index, what: call.syscall },
    });
  }
});

test('H4: a divergence names the first system call that differs, both sides, the position and what to look at', async () => {
  const index = crank.record.calls.findIndex(({ syscall }) => syscall === 'sys.db.write');
  const args = [0, 'another key', 'a value'];
  const outcome = await replay({ calls: withCall(index, { args }) });
  if (outcome.verdict !== 'diverged') throw new Error('it did not diverge');
  const { divergence } = outcome;
  expect(divergence.recorded).toEqual(['sys.db.write', ...args]);
  expect(divergence.replayed).toEqual(['sys.db.write', ...crank.record.calls[index]!.args]);
  expect(divergence.fuel).toBeGreaterThan(0);
  expect(divergenceSentence('The crank 9 of guest', divergence)).toMatch(
    /^The crank 9 of guest asks for something else at sys\.db\.write \(system call \d+, at \d+ units of fuel\); recorded .*another key.*, replayed .*"a".*\.$/,
  );
});

test('H3: a system call more or less than was recorded, another reply, message or amount of fuel diverges', async () => {
  const { calls, fuel, payload } = crank.record;
  expect(await replay({ calls: calls.slice(0, -1) })).toMatchObject({ divergence: { kind: 'extra' } });
  expect(await replay({ calls: [...calls, calls[0]!] })).toMatchObject({ divergence: { kind: 'missing' } });
  expect(await replay({ reply: '{}' })).toMatchObject({ divergence: { kind: 'output' } });
  expect(await replay({ fuel: fuel - 1 })).toMatchObject({ divergence: { kind: 'fuel' } });
  expect(await replay({ fuel: fuel + 1 })).toMatchObject({ divergence: { kind: 'fuel' } });
  expect((await replay({ payload: payload.replace('hello', 'jello') })).verdict).toBe('diverged');
  expect(await replay({ ended: { how: 'stopped', units: 1000 }, fault: faultOf('timeout', 'Stopped.') })).toMatchObject(
    {
      verdict: 'diverged',
    },
  );
});

test('H5: a module that does not start is the same where it does not start, and diverges where it does', async () => {
  const { record, terms } = crank;
  const refusal = faultOf('invalid-component', 'The component of "guest" does not start.');
  const module = unwrap(await load(terms));
  const broken = { ...module, instantiate: () => Promise.reject(new KernelError(refusal)) };
  const notStarted = { ...record, calls: [], ended: { how: 'not-started' }, fuel: 0 } as const;
  const on = async (loaded: LoadedModule, fault: Fault): Promise<ReplayOutcome> =>
    unwrap(await new Replayer(async () => ok(loaded)).replay({ record: { ...notStarted, fault }, terms }));
  expect(await on(broken, refusal)).toMatchObject({ verdict: 'same' });
  expect(await on(module, refusal)).toMatchObject({ verdict: 'diverged', divergence: { kind: 'ending' } });
  expect(await on(module, faultOf('state-refused', 'It was stopped.'))).toMatchObject({ verdict: 'not-run' });
  const started = await new Replayer(async () => ok(broken)).replay(crank);
  expect(started).toMatchObject({ value: { verdict: 'diverged', divergence: { kind: 'ending', replayed: refusal } } });
});

test('H7: under other terms than were recorded nothing is run', async () => {
  const { terms, record } = crank;
  const replayed = async (other: Partial<typeof terms>): Promise<ReplayOutcome> =>
    unwrap(await new Replayer(() => load(terms)).replay({ record, terms: { ...terms, ...other } }));
  const environment = { verdict: 'diverged', divergence: { kind: 'environment' } };
  expect(await replayed({ component: `blake3-${'0'.repeat(64)}` })).toMatchObject(environment);
  expect(await replayed({ manifest: `blake3-${'0'.repeat(64)}` })).toMatchObject(environment);
  expect(await replayed({ meter: { ...terms.meter, version: 0 } })).toMatchObject(environment);
  expect(await replayed({ meter: { ...terms.meter, costs: '0'.repeat(64) } })).toMatchObject(environment);
  expect(await replayed({ limits: { ...terms.limits, fuelPerSyscall: 1 } })).toMatchObject(environment);
  expect(await replayed({ abi: '0.0.1' })).toMatchObject(environment);
});

test('H7: another build of the component that passes for the recorded one diverges', async () => {
  const other = await record(
    await guestComponent((source) => source.replace("rows.delete('c');", "rows.delete('b');")),
  );
  await other.kernel.stop();
  const { terms } = crank;
  const module = unwrap(await new RecordedModules(other.powers).load(await versionIn(other)));
  const passing = { ...module, hash: terms.component, manifestHash: terms.manifest };
  const outcome = unwrap(await new Replayer(async () => ({ ok: true, value: passing })).replay(crank));
  expect(outcome).toMatchObject({ verdict: 'diverged', divergence: { kind: 'request', what: 'sys.db.delete' } });
});

async function versionIn({ powers }: Recording) {
  const lock = JSON.parse(new TextDecoder().decode(await powers.components.read('modules.lock'))) as {
    modules: Record<string, { hash: string; manifestHash: string }>;
  };
  const { hash, manifestHash } = lock.modules['guest']!;
  return { module: 'guest', component: hash, manifest: manifestHash };
}

test('H9: any one byte of a stored record or of a text that it names is found when it is changed', async () => {
  const { store } = recorded;
  const replayed = (batch: CrankBatch): Promise<BatchReport> =>
    new BatchReplayer(new Replayer(load), fastDigest, { againstLog: true }).replay(batch);
  const batch = (await crankBatches(store).next()).value as CrankBatch;
  const { cranks, blobs } = batch;
  expect((await replayed(batch)).same).toBe(cranks.length);
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.boolean(), async (which, at, inBlob) => {
      if (inBlob) {
        const [hash, text] = [...blobs][which % blobs.size]!;
        const report = await replayed({ cranks, blobs: new Map([...blobs, [hash, changedText(text, at)]]) });
        expect(report.failed.length).toBeGreaterThan(0);
        expect(report.failed.length + report.same).toBe(cranks.length);
      } else {
        const altered = cranks.map((one, i) =>
          i === which % cranks.length ? { ...one, text: changedText(one.text, at) } : one,
        );
        const report = await replayed({ cranks: altered, blobs });
        expect(report.failed.map(({ seq }) => seq)).toEqual([altered[which % cranks.length]!.seq]);
      }
    }),
    { numRuns: 100 },
  );
  const other = cranks.find(({ seq }) => seq !== crank.record.seq)!;
  const swapped = [{ ...other, text: (await store.get(crankKey(crank.record.seq)))! }];
  expect((await replayed({ cranks: swapped, blobs })).failed[0]!.sentence).toContain(`record ${other.seq}`);
});
