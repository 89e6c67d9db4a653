import { Journal } from '@esta-logic/journal';
import { unwrap } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  BatchReplayer,
  BatchShares,
  crankBatches,
  journalFile,
  mergeReports,
  RecordedModules,
  Replayer,
  replayJournalFile,
  ReplayTally,
  type ReplayReport,
} from '../src/index.ts';
import { fastDigest, record, type Recording } from './recording.ts';

let recorded: Pick<Recording, 'store' | 'powers'>;
let lines: readonly string[];
let whole: ReplayReport;

beforeAll(async () => {
  const recording = await record();
  const key = { delivery: 'exactly-once', idempotencyKey: 'once' } as const;
  for (let i = 0; i < 3; i++) {
    await recording.send({ opcode: 'guest.count', target: 'stateful' });
    await recording.send({ opcode: 'guest.calls', payload: 'x'.repeat(2000 + i) });
    await recording.send({ opcode: 'guest.echo', payload: i, ...key });
  }
  await recording.kernel.drained();
  await recording.kernel.stop();
  recorded = { store: recording.store.reopen(), powers: recording.powers };
  lines = await allOf(journalFile(recorded.store, recorded.powers.components));
  whole = await replayOn(1);
});

async function allOf(given: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const line of given) all.push(line);
  return all;
}

/** Replays the store on so many workers, as the threads of a host would. */
async function replayOn(workers: number): Promise<ReplayReport> {
  const load = new RecordedModules(recorded.powers).load;
  const replayers = Array.from({ length: workers }, () => new BatchReplayer(new Replayer(load), fastDigest));
  const shares = new BatchShares(recorded.powers.components, workers);
  const tally = new ReplayTally(fastDigest);
  for await (const batch of small(crankBatches(recorded.store))) {
    const parts = [];
    for (const share of await shares.share(batch))
      parts.push({ share, report: await replayers[share.worker]!.replay(share) });
    tally.add(mergeReports(batch, parts));
  }
  return tally.report();
}

/** Batches of four cranks, so that several workers have something to do. */
async function* small(batches: ReturnType<typeof crankBatches>): ReturnType<typeof crankBatches> {
  for await (const { cranks, blobs } of batches)
    for (let start = 0; start < cranks.length; start += 4) yield { cranks: cranks.slice(start, start + 4), blobs };
}

const replayLines = (given: readonly string[]): Promise<ReplayReport> =>
  replayJournalFile(
    (async function* () {
      yield* given;
    })(),
    { digest: fastDigest },
  );

test('H10: the report of a replay does not depend on how many workers it ran on', async () => {
  expect(whole).toMatchObject({ ok: true, notRun: 0, notes: [] });
  for (const workers of [2, 3]) expect(await replayOn(workers)).toEqual(whole);
});

test('H11: a journal file replays to the report that the store replays to, on a host without a toolchain', async () => {
  expect(await replayLines(lines)).toEqual(whole);
});

test('H11: a journal file holds components and manifests, and nothing that was made of them', () => {
  const names = lines.flatMap((line) =>
    line.startsWith('{"file":') ? [(JSON.parse(line) as { file: string }).file] : [],
  );
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/^modules\/blake3-[0-9a-f]{64}\.(wasm|manifest\.json)$/);
});

test('H11: a file of some cranks holds just those, with the one whose reply one of them recalls', async () => {
  const cranks = [];
  for await (const crank of new Journal(recorded.store).cranks({ process: 'guest#1' }))
    cranks.push(unwrap(crank).record);
  const range = { process: 'guest#1', from: cranks[2]!.seq };
  const some = await allOf(journalFile(recorded.store, recorded.powers.components, range));
  expect(await replayLines(some)).toMatchObject({ ok: true, cranks: cranks.length - 2, notRun: 0 });
});

test('H11: a file that was cut off, or whose lines are not those that were written, is not taken for whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: lines.length - 2 }), async (kept) => {
      await expect(replayLines(lines.slice(0, kept + 1))).rejects.toThrow('cut off');
    }),
    { numRuns: 4 },
  );
  await expect(replayLines([])).rejects.toThrow('journal file');
  await expect(replayLines(['{"esta":"journal","v":2}', ...lines.slice(1)])).rejects.toThrow('no header');
  await expect(replayLines([lines[0]!, '[]', '{', ...lines.slice(1)])).rejects.toThrow('Line');
  const without = lines.filter((line) => !line.startsWith('{"blob":'));
  expect(await replayLines(without)).toMatchObject({ ok: false, same: 0 });
  const flipped = lines.map((line) => line.replace('"base64":"AGFzbQ0', '"base64":"AGFzbQ1'));
  // Those whose reply was recalled need no component.
  expect(await replayLines(flipped)).toMatchObject({ failed: whole.cranks - 2, same: 2, diverged: 0 });
});
