import { createSalts } from '@esta-logic/audit-log';
import { nodeDigest, nodeEntropy } from '@esta-logic/driver-node-host';
import { Journal, JournalWriter, type StoredCrank } from '@esta-logic/journal';
import { unwrap } from '@esta-logic/kernel-boundary';
import { memoryStore } from '@esta-logic/testkit';
import type { Comparison, Effort } from '../harness/contestant.ts';
import { eachInFlight } from '../harness/timing.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';
import type { BenchKernel } from '../kernel/bench-kernel.ts';
import { KERNEL, onKernel } from '../kernel/kernel-contestant.ts';

const WIDTH = 64;
/** Records on which the recording is done a second time. */
const RECORDS = 1000;

/** The newest records of a kernel. */
async function newest({ kernel, provider }: BenchKernel): Promise<readonly StoredCrank[]> {
  await kernel.drained();
  const cranks: StoredCrank[] = [];
  for await (const crank of new Journal(provider).cranks({
    from: Math.max(0, (await kernel.logHead()).size - RECORDS),
  }))
    cranks.push(unwrap(crank));
  return cranks;
}

/** Microseconds a record: what recording adds to a crank, done once more on records that exist. */
async function recordingAlone(cranks: readonly StoredCrank[]): Promise<number> {
  const digest = await nodeDigest();
  const store = memoryStore();
  const journal = new JournalWriter(digest, createSalts(nodeEntropy()));
  const terms = cranks.map(({ record, blobs }) => blobs.get(record.terms)!);
  const before = performance.now();
  for (const [i, { record }] of cranks.entries()) {
    await store.commit(journal.write(record, terms[i]!).writes);
  }
  return ((performance.now() - before) * 1000) / cranks.length;
}

/** All ÷ (all − recording): what a decision costs beside what it would cost if nobody kept a record of it. */
async function tax(bench: BenchKernel, effort: Effort): Promise<{ readonly value: number }> {
  const { value: all } = await eachInFlight(effort, WIDTH, () => bench.ask('bench', 'bench.put', KIBIBYTE));
  return { value: all / (all - (await recordingAlone(await newest(bench)))) };
}

/**
 * The kernel has no way to leave the recording out. So its share is found by doing it a second time, alone, on the
 * records that the kernel has just made: encoding, blobs, commitments, and their place in the store.
 */
export const RECORD_TAX: Comparison = {
  unit: '×',
  better: 'lower',
  subjects: [
    {
      key: 'record.tax',
      what: 'cost of a command that writes 1 KiB ÷ its cost without what recording adds, 64 in flight',
      target: 2,
      name: 'esta',
      ...KERNEL,
      open: onKernel(() => [guest('native')], tax),
    },
  ],
  peers: [],
};
