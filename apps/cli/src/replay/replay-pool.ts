import { Worker } from 'node:worker_threads';
import type { ComponentStore } from '@esta-logic/kernel-boundary';
import { BatchShares, mergeReports, type BatchReport, type BatchShare, type CrankBatch } from '@esta-logic/replay';

/** Where a worker finds module files: a data directory, or files that were read already. */
export type ModuleFiles = { readonly directory: string } | { readonly files: ReadonlyMap<string, Uint8Array> };
export interface WorkerStart {
  readonly moduleFiles: ModuleFiles;
  /** Whether the records are compared with the log; a journal file has none. */
  readonly againstLog: boolean;
}
export type WorkerAnswer = { readonly report: BatchReport } | { readonly problem: string };

/** Batches that a worker has before it: while it replays one, the next is on its way. */
const AHEAD = 2;

export interface PoolOptions {
  readonly cores: number;
  readonly start: WorkerStart;
  readonly components: Pick<ComponentStore, 'read'>;
  /** Called for each batch in its order. */
  readonly onReport: (report: BatchReport) => void;
  readonly signal: AbortSignal;
}

/** Replays batches on worker threads, reading ahead of them. Rejects when a worker fails or the reading does. */
export async function replayOnCores(
  batches: AsyncIterable<CrankBatch>,
  { cores, start, components, onReport, signal }: PoolOptions,
): Promise<void> {
  const workers = Array.from({ length: cores }, () => new ReplayThread(start));
  const shares = new BatchShares(components, cores);
  const underWay: Promise<BatchReport>[] = [];
  const report = async (): Promise<void> => onReport(await underWay.shift()!);
  try {
    for await (const batch of batches) {
      if (signal.aborted) break;
      const parts = await shares.share(batch);
      const whole = Promise.all(parts.map((share) => replayShare(workers, share))).then((done) =>
        mergeReports(batch, done),
      );
      whole.catch(() => undefined);
      underWay.push(whole);
      if (underWay.length >= cores * AHEAD) await report();
    }
    while (underWay.length > 0) await report();
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

const replayShare = async (workers: readonly ReplayThread[], share: BatchShare) => {
  const { cranks, blobs, worker } = share;
  return { share, report: await workers[worker]!.replay({ cranks, blobs }) };
};

/** One worker thread; it answers in the order in which it is asked. */
class ReplayThread {
  readonly #worker: Worker;
  readonly #waiting: { resolve: (report: BatchReport) => void; reject: (problem: Error) => void }[] = [];
  #broken: Error | undefined;

  constructor(start: WorkerStart) {
    // Beside this file, as source and as built program; a thread of the sources must also find packages as sources.
    const suffix = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
    const file = new URL(`./replay-worker${suffix}`, import.meta.url);
    const conditions = suffix === '.ts' ? { execArgv: ['--conditions=@esta-logic/source'] } : {};
    this.#worker = new Worker(file, { workerData: start, ...conditions });
    this.#worker.on('message', (answer: WorkerAnswer) => {
      const { resolve, reject } = this.#waiting.shift()!;
      if ('report' in answer) resolve(answer.report);
      else reject(new Error(answer.problem));
    });
    this.#worker.on('error', (problem) => {
      this.#broken = problem as Error;
      for (const { reject } of this.#waiting.splice(0)) reject(problem as Error);
    });
  }

  replay(batch: CrankBatch): Promise<BatchReport> {
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(batch);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
