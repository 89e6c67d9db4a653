import type { Digest } from '@esta-logic/kernel-boundary';
import type { LoaderPowers } from '@esta-logic/loader';
import { memoryComponents } from './memory-components.ts';
import { openJournalFile } from './read-journal-file.ts';
import { RecordedModules } from './recorded-modules.ts';
import { BatchReplayer } from './replay-batch.ts';
import { ReplayTally, type ReplayReport } from './replay-tally.ts';
import { Replayer } from './replayer.ts';

/** What makes components runnable that the loader cannot link by itself. */
export type Toolchain = Pick<LoaderPowers, 'transpiler' | 'evaluator'>;

/** What a machine replays a journal file with. */
export interface FileReplayPowers {
  readonly digest: Digest;
  /** For components that the loader cannot link by itself; a browser has none, and says so of their cranks. */
  readonly toolchain?: Toolchain;
  /** Told after every batch how many cranks were replayed. */
  readonly onProgress?: (cranks: number) => void;
}

/** Of a host that makes no glue and evaluates none. */
export const NO_TOOLCHAIN: Toolchain = {
  transpiler: {
    version: 'none',
    transpile: () =>
      Promise.reject(new Error('it needs generated glue, which this host does not make; replay it with esta')),
  },
  evaluator: { evaluate: () => Promise.reject(new Error('this host evaluates no glue')) },
};

/**
 * Replays every crank of a journal file: the same function in Node and in a browser.
 * @throws KernelError log-broken when the file is damaged.
 */
export async function replayJournalFile(
  lines: AsyncIterable<string>,
  { digest, toolchain = NO_TOOLCHAIN, onProgress }: FileReplayPowers,
): Promise<ReplayReport> {
  const { files, batches } = await openJournalFile(lines);
  const components = memoryComponents(files);
  const replayer = new BatchReplayer(
    new Replayer(new RecordedModules({ components, digest, ...toolchain }).load),
    digest,
  );
  const tally = new ReplayTally(digest);
  for await (const batch of batches()) {
    tally.add(await replayer.replay(batch));
    onProgress?.(tally.cranks);
  }
  return tally.report();
}
