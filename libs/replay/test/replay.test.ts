import { unwrap, type SendRequest } from '@esta-logic/kernel-boundary';
import { Journal, type CrankRecord, type StoredCrank } from '@esta-logic/journal';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  BatchReplayer,
  crankBatches,
  crankWithHistory,
  RecordedModules,
  Replayer,
  ReplayTally,
  type CrankBatch,
  type ReplayReport,
} from '../src/index.ts';
import { guestComponent } from './guest-component.ts';
import { fastDigest, MANIFESTS, record, type Recording } from './recording.ts';

type Message = Partial<SendRequest> & Pick<SendRequest, 'opcode'>;

/** One message for every way in which a crank can end. */
const ENDINGS: Readonly<Record<string, Message>> = {
  'a reply': { opcode: 'guest.echo', payload: { text: 'hello' } },
  'every system call': { opcode: 'guest.calls', payload: { x: 1 } },
  'a long payload': { opcode: 'guest.calls', payload: 'x'.repeat(5000) },
  'a memory that grew': { opcode: 'guest.grow', payload: 2_000_000 },
  'a refused system call': { opcode: 'guest.refused-call' },
  'a call that failed': { opcode: 'guest.failed-call' },
  'its own refusal': { opcode: 'guest.refuse', payload: { code: 1002, message: 'No.' } },
  'a refusal of the resource category': { opcode: 'guest.refuse', payload: { code: 3003, message: 'Enough.' } },
  'a trap': { opcode: 'guest.trap' },
  'endless recursion': { opcode: 'guest.recurse' },
  'no fuel left': { opcode: 'guest.write-and-spin' },
  'a deadline': { opcode: 'guest.write-and-spin', deadlineMs: 5 },
  'a reply that its manifest does not allow': { opcode: 'guest.number', payload: '"no number"' },
};

type Recorded = Pick<Recording, 'store' | 'powers'>;

const replayerOf = ({ powers }: Recorded): BatchReplayer =>
  new BatchReplayer(new Replayer(new RecordedModules(powers).load), fastDigest);

async function replayAll({ store, powers }: Recorded): Promise<ReplayReport> {
  const replayer = new BatchReplayer(new Replayer(new RecordedModules(powers).load), fastDigest, { againstLog: true });
  const tally = new ReplayTally(fastDigest);
  for await (const batch of crankBatches(store)) tally.add(await replayer.replay(batch));
  return tally.report();
}

async function cranksOf({ store }: Recorded): Promise<readonly StoredCrank[]> {
  const cranks: StoredCrank[] = [];
  for await (const crank of new Journal(store).cranks()) cranks.push(unwrap(crank));
  return cranks;
}

/** The kernel is gone; what it recorded can be read. */
async function stopped(recording: Recording): Promise<Recorded> {
  await recording.kernel.drained();
  await recording.kernel.stop();
  return { store: recording.store.reopen(), powers: recording.powers };
}

describe('the ways in which a crank can end', () => {
  let recorded: Recorded;
  let cranks: readonly CrankRecord[];

  beforeAll(async () => {
    const recording = await record();
    for (const message of Object.values(ENDINGS)) await recording.send(message);
    recorded = await stopped(recording);
    cranks = (await cranksOf(recorded)).flatMap(({ record }) => (record.process === 'guest#1' ? [record] : []));
  });

  test('H5: they are those that they are meant to be', () => {
    expect(cranks.map(({ ended, fault, refused }) => [ended.how, fault?.name ?? refused?.name])).toEqual([
      ['returned', undefined],
      ['returned', undefined],
      ['returned', undefined],
      ['returned', undefined],
      ['returned', undefined],
      ['returned', undefined],
      ['faulted', 'invalid-payload'],
      ['trapped', 'quota-exceeded'],
      ['trapped', 'unreachable'],
      ['trapped', 'stack-overflow'],
      ['stopped', 'timeout'],
      ['stopped', 'timeout'],
      ['returned', 'handler-failed'],
    ]);
  });

  test.for(Object.keys(ENDINGS).map((name, i) => [name, i] as const))(
    'H1 H5: %s replays to the same end',
    async ([, i]) => {
      const batch = (await crankWithHistory(recorded.store, cranks[i]!.seq).next()).value as CrankBatch;
      expect(await replayerOf(recorded).replay(batch)).toMatchObject({ cranks: 1, same: 1 });
    },
  );

  test('H1: all of them replay on instances that are used again and again', async () => {
    const report = await replayAll(recorded);
    expect(report).toMatchObject({ ok: true, diverged: 0, failed: 0, notRun: 0, notes: [] });
    expect(report.same).toBeGreaterThan(cranks.length);
  });
});

test('H5: a guest that is ended by somebody, and one whose message was handled before, replay to the same end', async () => {
  const recording = await record();
  const key = { delivery: 'exactly-once', idempotencyKey: 'once' } as const;
  await recording.send({ opcode: 'guest.calls', ...key });
  await recording.send({ opcode: 'guest.calls', ...key });
  const spinning = recording.send({ opcode: 'guest.write-and-spin' });
  // It runs after some microtasks, and gives way to this test at its safe points.
  for (let turns = 0; turns < 100; turns++) await Promise.resolve();
  unwrap(await recording.kernel.terminate('guest', 0));
  expect((await spinning).ok).toBe(false);
  const recorded = await stopped(recording);
  expect(await replayAll(recorded)).toMatchObject({ ok: true, notRun: 0, notes: [] });
  const endings = (await cranksOf(recorded)).map(({ record: { ended } }) => ended.how);
  expect(endings).toContain('recalled');
  expect(endings).toContain('stopped');
});

test('H6: a process that remembers replays from the birth of its instance, as a whole and up to one crank', async () => {
  const recording = await record();
  for (let i = 0; i < 3; i++) await recording.send({ opcode: 'guest.count', target: 'stateful' });
  await recording.send({ opcode: 'guest.trap', target: 'stateful' });
  for (let i = 0; i < 2; i++) await recording.send({ opcode: 'guest.count', target: 'stateful' });
  const recorded = await stopped(recording);
  const cranks = await cranksOf(recorded);
  expect(cranks.map(({ record: { reply } }) => reply)).toEqual(['1', '2', '3', undefined, '1', '2']);
  expect(await replayAll(recorded)).toMatchObject({ ok: true, same: 6 });

  const third = cranks[2]!.record.seq;
  const batch = (await crankWithHistory(recorded.store, third).next()).value as CrankBatch;
  expect(batch.cranks.map(({ seq }) => seq)).toEqual(cranks.slice(0, 3).map(({ record: { seq } }) => seq));
  expect(await replayerOf(recorded).replay(batch)).toMatchObject({ same: 3, diverged: [], notRun: [] });

  const report = await replayerOf(recorded).replay({ ...batch, cranks: batch.cranks.slice(2) });
  expect(report).toMatchObject({ same: 0, notRun: [] });
  expect(report.failed).toMatchObject([
    { needs: cranks[1]!.record.seq, sentence: expect.stringContaining('from the birth') },
  ]);
});

test('H2: a record, the terms and the module are all that a replay has', async () => {
  const recording = await record();
  await recording.send({ opcode: 'guest.calls', payload: { x: 1 } });
  const recorded = await stopped(recording);
  const cranks = await cranksOf(recorded);
  const load = new RecordedModules(recorded.powers).load;
  recorded.store.close();
  for (const crank of cranks) expect(unwrap(await new Replayer(load).replay(crank)).verdict).toBe('same');
});

test('H8: versions of a module that were replaced since are replayed on the version of then', async () => {
  const recording = await record();
  await recording.send({ opcode: 'guest.echo', payload: 1 });
  const other = await guestComponent((source) =>
    source.replace("'guest.echo': (payload) => JSON.parse(payload) as unknown", "'guest.echo': () => 'another'"),
  );
  unwrap(await recording.kernel.install({ ...MANIFESTS.guest, version: '2.0.0' }, other));
  expect(await recording.send({ opcode: 'guest.echo', payload: 1 })).toMatchObject({ payload: 'another' });
  const recorded = await stopped(recording);
  expect(await replayAll(recorded)).toMatchObject({ ok: true, same: 2 });
});
