import type { Digest } from '@esta-logic/kernel-boundary';
import type { BatchReport, CrankNote } from './replay-batch.ts';

/** What came of a replay, from its first crank to its last. */
export interface ReplayReport {
  /** Every crank replayed the same, apart from those of which nothing can be run. */
  readonly ok: boolean;
  readonly cranks: number;
  readonly same: number;
  readonly notRun: number;
  readonly diverged: number;
  readonly failed: number;
  /** Units of fuel that the guests used. */
  readonly fuel: number;
  /** Chain over all cranks in hexadecimal: `hash = SHA-256(hash of the cranks before || hashes of the crank)`, from 64 zeros. */
  readonly hash: string;
  /** The first of those that did not replay the same. */
  readonly notes: readonly CrankNote[];
}

/** Who changed a module has as many divergences as it had cranks; nobody reads them all. */
const MAX_NOTES = 100;

/** Adds up the reports of batches in the order of their cranks. */
export class ReplayTally {
  readonly #digest: Digest;
  #chain = '0'.repeat(64);
  readonly #notes: CrankNote[] = [];
  readonly #counts = { cranks: 0, same: 0, notRun: 0, diverged: 0, failed: 0, fuel: 0 };

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  add({ cranks, same, notRun, diverged, failed, fuel, hashes }: BatchReport): void {
    const counts = this.#counts;
    counts.cranks += cranks;
    counts.same += same;
    counts.fuel += fuel;
    counts.notRun += notRun.length;
    counts.diverged += diverged.length;
    counts.failed += failed.length;
    for (const hash of hashes) this.#chain = this.#digest.sha256Hex(this.#chain + hash);
    const room = MAX_NOTES - this.#notes.length;
    if (room > 0) this.#notes.push(...[...failed, ...diverged].sort((a, b) => a.seq - b.seq).slice(0, room));
  }

  get cranks(): number {
    return this.#counts.cranks;
  }

  report(): ReplayReport {
    const { diverged, failed } = this.#counts;
    return { ok: diverged + failed === 0, ...this.#counts, hash: this.#chain, notes: this.#notes };
  }
}
