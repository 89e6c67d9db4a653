import { unwrap } from '@esta-logic/kernel-boundary';
import { Journal, type CrankRecord } from '@esta-logic/journal';
import { RANGES } from '@esta-logic/storage';
import { manualClock, manualLoop, memoryStore, seededEntropy } from '@esta-logic/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bootPast,
  forkHistory,
  momentOfSeq,
  momentOfTime,
  pastAsOf,
  type JournalReader,
  type PastPowers,
} from '../src/index.ts';
import { guestComponent } from './guest-component.ts';
import { fastDigest, MANIFESTS, record, type Recording } from './recording.ts';

interface Recorded {
  readonly powers: PastPowers;
  readonly cranks: readonly CrankRecord[];
}

async function stopped({ kernel, store, powers: { components, ...toolchain } }: Recording): Promise<Recorded> {
  await kernel.drained();
  await kernel.stop();
  const clock = manualClock();
  const reader = store.reopen();
  return {
    cranks: await cranksIn(reader),
    powers: {
      reader,
      components,
      toolchain,
      provider: () => memoryStore(),
      loop: manualLoop({ clock, mode: 'microtask' }),
      clock,
      entropy: seededEntropy(7),
    },
  };
}

async function cranksIn(reader: JournalReader): Promise<CrankRecord[]> {
  const cranks: CrankRecord[] = [];
  for await (const crank of new Journal(reader).cranks()) cranks.push(unwrap(crank).record);
  return cranks;
}

/** The first crank of what a message from outside caused: what is called commits before its caller. */
const firstCausedBy = ({ cranks }: Recorded, { envelope }: CrankRecord): number =>
  cranks.find(
    ({ envelope: { metadata } }) =>
      metadata.trace?.traceparent.slice(0, 35) === envelope.metadata.trace?.traceparent.slice(0, 35),
  )!.seq;

const sourcesOf = ({ powers }: Recorded) => ({ ...powers, digest: fastDigest });

const stateOf = async ({ powers: { reader } }: Recorded): Promise<Record<string, string>> =>
  Object.fromEntries((await reader.scan({ ...RANGES.state, limit: 1000 })).map(({ key, value }) => [key, value]));

const anotherBuild = (): Promise<Uint8Array> =>
  guestComponent((source) => source.replace("open('rows').read('a') ?? null", "`read ${open('rows').read('a')}`"));

test('H12: a kernel of the past answers as it did then, at every crank, and keeps nothing of what is asked of it', async () => {
  const recording = await record();
  for (let i = 0; i < 4; i++) await recording.send({ opcode: 'guest.write', payload: i });
  const recorded = await stopped(recording);
  for (const [i, { seq, time }] of recorded.cranks.entries()) {
    const moment = await momentOfSeq(recorded.powers.reader, seq);
    expect(new Date(moment.time).toISOString()).toBe(time);
    const past = await bootPast(recorded.powers, moment);
    const ask = { type: 'Command', target: 'guest', payload: {} } as const;
    expect(await past.kernel.send({ ...ask, opcode: 'guest.read' })).toMatchObject({ payload: String(i) });
    await past.kernel.send({ ...ask, opcode: 'guest.write', payload: 'forgotten' });
    await past.kernel.stop();
  }
  expect(await stateOf(recorded)).toEqual(Object.fromEntries((await pastAsOf(sourcesOf(recorded), Infinity)).state));
});

test('H12: with the modules of then, and with the replies that messages had got by then', async () => {
  const recording = await record();
  const once = { opcode: 'guest.write', payload: 'once', delivery: 'exactly-once', idempotencyKey: 'key' } as const;
  await recording.send(once);
  unwrap(await recording.kernel.install({ ...MANIFESTS.guest, version: '2.0.0' }, await anotherBuild()));
  await recording.send({ opcode: 'guest.write', payload: 'then' });
  expect(await recording.send({ opcode: 'guest.read' })).toMatchObject({ payload: 'read "then"' });
  const recorded = await stopped(recording);
  const { reader } = recorded.powers;
  const versionAt = async (seq: number): Promise<string | undefined> =>
    (await pastAsOf(sourcesOf(recorded), seq)).modules.find(({ module }) => module === 'guest')?.version;
  const [first, , last] = recorded.cranks.map(({ seq }) => seq) as [number, number, number];
  expect([await versionAt(0), await versionAt(first), await versionAt(last)]).toEqual([undefined, '1.0.0', '2.0.0']);

  const past = await bootPast(recorded.powers, await momentOfSeq(reader, first));
  expect(past.kernel.modules().find(({ id }) => id === 'guest')).toMatchObject({ version: '1.0.0', state: 'running' });
  expect(await past.kernel.send({ type: 'Command', target: 'guest', ...once, payload: 'twice' })).toMatchObject({
    payload: 'written',
  });
  const read = await past.kernel.send({ type: 'Command', target: 'guest', opcode: 'guest.read', payload: {} });
  expect(read).toMatchObject({ payload: '"once"' });
  await past.kernel.stop();
});

test('H12: a time means the last record that was not written after it', async () => {
  const recording = await record();
  for (let i = 0; i < 20; i++) await recording.send({ opcode: 'guest.echo', payload: i });
  const { powers, cranks } = await stopped(recording);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cranks), async ({ seq, time }) => {
      const moment = await momentOfTime(powers.reader, Date.parse(time));
      expect(moment.seq).toBeGreaterThanOrEqual(seq);
      expect((await momentOfSeq(powers.reader, moment.seq)).time).toBeLessThanOrEqual(Date.parse(time));
    }),
    { numRuns: 20 },
  );
  await expect(momentOfTime(powers.reader, 0)).rejects.toThrow('Nothing was recorded before');
  await expect(momentOfSeq(powers.reader, 10_000)).rejects.toThrow('The log has no record 10000');
});

test('H13: history that is run again without a change ends in the state in which it ended', async () => {
  const recording = await record();
  for (const opcode of ['guest.calls', 'guest.write', 'guest.trap', 'guest.calls', 'guest.refused-call'])
    await recording.send({ opcode, payload: { opcode } });
  const recorded = await stopped(recording);
  for (const at of [0, 3]) {
    const fromOutside = recorded.cranks.filter(({ envelope }) => envelope.source === 'client');
    const fork = await forkHistory(recorded.powers, fromOutside[at]!.seq, {});
    expect(fork.report).toMatchObject({ messages: 5 - at, replies: [], state: [] });
    const ended = Object.fromEntries(
      (await fork.changed.provider.scan({ ...RANGES.state, limit: 1000 })).map(({ key, value }) => [key, value]),
    );
    expect(ended).toEqual(await stateOf(recorded));
    // What a message caused is caused again, and not delivered besides.
    const again = await cranksIn(fork.changed.provider);
    const asBefore = recorded.cranks.filter(({ seq }) => seq >= firstCausedBy(recorded, fromOutside[at]!));
    expect(again.map(({ envelope }) => envelope.opcode)).toEqual(asBefore.map(({ envelope }) => envelope.opcode));
  }
});

test('H13: what differs is what a changed message, or a changed module, did', async () => {
  const recording = await record();
  for (const payload of ['first', 'second']) await recording.send({ opcode: 'guest.write', payload });
  await recording.send({ opcode: 'guest.read' });
  const recorded = await stopped(recording);
  const [, second, read] = recorded.cranks.map(({ seq }) => seq) as [number, number, number];

  const otherMessage = await forkHistory(recorded.powers, second, { message: { payload: 'another' } });
  expect(otherMessage.report.replies).toMatchObject([
    { seq: read, before: { payload: '"second"' }, after: { payload: '"another"' } },
  ]);
  expect(otherMessage.report.state).toEqual([
    { tenantId: 'default', service: 'guest', collection: 'rows', key: 'a', before: '"second"', after: '"another"' },
  ]);

  const module = { manifest: { ...MANIFESTS.guest, version: '2.0.0' }, component: await anotherBuild() };
  const otherModule = await forkHistory(recorded.powers, second, { module });
  expect(otherModule.report).toMatchObject({
    messages: 2,
    state: [],
    replies: [{ after: { payload: 'read "second"' } }],
  });
});

test('H13: a fork begins at a message from outside, and the fault names the crank that took it', async () => {
  const recording = await record();
  await recording.send({ opcode: 'guest.calls', payload: {} });
  const { powers, cranks } = await stopped(recording);
  const inner = cranks.find(({ envelope }) => envelope.source === 'guest')!;
  const outer = cranks.find(({ envelope }) => envelope.source === 'client')!;
  await expect(forkHistory(powers, inner.seq, {})).rejects.toThrow(`which the crank ${outer.seq} took`);
});
