import { type Digest, type StorageProvider, type StoreWrite } from '@esta-logic/kernel-boundary';
import type { LoaderPowers } from '@esta-logic/loader';
import {
  BatchReplayer,
  crankBatches,
  crankWithHistory,
  RecordedModules,
  Replayer,
  type BatchReport,
  type CrankNote,
} from '@esta-logic/replay';
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
          for (const seq of this.#tell(await this.#replayer.replay(batch)))
            await this.#withHistory(this.#replayer, seq);
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

  /** Tells what came out otherwise; gives the last crank of each process whose memory is older than what is replayed. */
  #tell({ diverged, failed }: BatchReport): Iterable<number> {
    const unmet = new Map<string, number>();
    for (const note of [...diverged, ...failed])
      if (note.needs === undefined) this.#options.diverged(note);
      else unmet.set(note.process, note.seq);
    return unmet.values();
  }

  /** A standby begins in the middle: a process that remembers is replayed from its birth, once. */
  async #withHistory(replayer: BatchReplayer, seq: number): Promise<void> {
    for await (const batch of crankWithHistory(this.#options.provider, seq)) {
      const { diverged, failed } = await replayer.replay(batch);
      for (const note of [...diverged, ...failed]) this.#options.diverged(note);
      await this.#options.turn();
      if (this.#stopped) return;
    }
  }

  #open(): BatchReplayer {
    const modules = new RecordedModules(this.#options);
    return new BatchReplayer(new Replayer(modules.load), this.#options.digest, { againstLog: true });
  }
}
