import { type Digest, type StorageProvider, type StoreWrite } from '@esta-logic/kernel-boundary';
import type { LoaderPowers } from '@esta-logic/loader';
import { BatchReplayer, crankBatches, RecordedModules, Replayer, type CrankNote } from '@esta-logic/replay';
import { parseKey } from '@esta-logic/storage';

export interface ReplayBehindOptions extends LoaderPowers {
  readonly provider: StorageProvider;
  readonly digest: Digest;
  readonly turn: () => Promise<void>;
  /** Told of every crank that does not come out here as it did at the primary. */
  readonly diverged: (note: CrankNote) => void;
}

/**
 * Replays the cranks of a primary as they come, behind the confirmation: a standby that would decide otherwise says so
 * before it has to take over.
 */
export class ReplayBehind {
  readonly #options: ReplayBehindOptions;
  #replayer: BatchReplayer | undefined;
  /** The next crank to replay, and one more than the last that is here. */
  #next: number | undefined;
  #end = 0;
  #running = false;
  #stopped = false;

  constructor(options: ReplayBehindOptions) {
    this.#options = options;
  }

  /** These writes are durable here. */
  kept(writes: readonly StoreWrite[]): void {
    for (const { key } of writes) {
      const parts = key.startsWith('j/') ? parseKey(key) : undefined;
      if (parts?.kind !== 'crank') continue;
      this.#next ??= parts.seq;
      this.#end = Math.max(this.#end, parts.seq + 1);
    }
    if (!this.#running && this.#next !== undefined && this.#next < this.#end) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    const { provider, turn, diverged } = this.#options;
    try {
      this.#replayer ??= this.#open();
      while (!this.#stopped && this.#next! < this.#end) {
        const to = this.#end;
        for await (const batch of crankBatches(provider, { from: this.#next!, to })) {
          const report = await this.#replayer.replay(batch);
          for (const note of [...report.diverged, ...report.failed]) diverged(note);
          await turn();
          if (this.#stopped) return;
        }
        this.#next = to;
      }
    } catch (problem) {
      // Blobs that are missing: what cannot be read cannot be replayed, and that is told.
      this.#stopped = true;
      diverged({ seq: this.#next!, process: '', module: '', component: '', sentence: (problem as Error).message });
    } finally {
      this.#running = false;
    }
  }

  #open(): BatchReplayer {
    const modules = new RecordedModules(this.#options);
    return new BatchReplayer(new Replayer(modules.load), this.#options.digest, { againstLog: true });
  }
}
