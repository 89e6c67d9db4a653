import type { Digest } from '@esta-logic/kernel-boundary';
import type { LoaderPowers } from '@esta-logic/loader';
import { memoryComponents } from './memory-components.ts';
import { openJournalFile } from './read-journal-file.ts';
import { RecordedModules } from './recorded-modules.ts';
import { BatchReplayer } from './replay-batch.ts';
import { ReplayTally, type ReplayReport } from './replay-tally.ts';
import { Replayer } from './replayer.ts';

/** What a machine needs to replay a journal file: it brings its own meter, evaluator and transpiler. */
export interface FileReplayPowers extends Pick<LoaderPowers, 'transpiler' | 'evaluator'> {
  readonly digest: Digest;
  /** Told after every batch how many cranks were replayed. */
  readonly onProgress?: (cranks: number) => void;
}

/**
 * Replays every crank of a journal file: the same function in Node and in a browser.
 * @throws KernelError log-broken when the file is damaged.
 */
export async function replayJournalFile(
  lines: AsyncIterable<string>,
  { digest, onProgress, ...toolchain }: FileReplayPowers,
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
