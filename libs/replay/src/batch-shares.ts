import type { ComponentStore } from '@esta-logic/kernel-boundary';
import { decodeTerms } from '@esta-logic/journal';
import { blobsNamed, type CrankBatch, type CrankText } from './crank-batch.ts';
import { processOf, termsOf } from './record-text.ts';
import type { BatchReport, CrankNote } from './replay-batch.ts';

/** The part of a batch that one worker replays. */
export interface BatchShare extends CrankBatch {
  readonly worker: number;
}

/**
 * Shares batches out among workers. A hermetic crank can be replayed anywhere; those of a stateful process all go to one
 * worker, which has its memory. Batches go to the workers in turn, whole where they can.
 */
export class BatchShares {
  readonly #components: Pick<ComponentStore, 'read'>;
  readonly #workers: number;
  readonly #stateful = new Map<string, boolean>();
  readonly #homes = new Map<string, number>();
  #turn = 0;

  constructor(components: Pick<ComponentStore, 'read'>, workers: number) {
    this.#components = components;
    this.#workers = workers;
  }

  async share(batch: CrankBatch): Promise<readonly BatchShare[]> {
    const inTurn = this.#turn++ % this.#workers;
    const parts = new Map<number, CrankText[]>();
    for (const crank of batch.cranks) {
      const worker = (await this.#isStateful(crank.text, batch)) ? this.#home(processOf(crank.text) ?? '') : inTurn;
      const part = parts.get(worker);
      if (part) part.push(crank);
      else parts.set(worker, [crank]);
    }
    if (parts.size === 1) return [{ ...batch, worker: parts.keys().next().value! }];
    return [...parts].map(([worker, cranks]) => ({ worker, cranks, blobs: blobsNamed(cranks, batch.blobs) }));
  }

  /** A record that cannot be read may go anywhere: it is reported where it arrives. */
  async #isStateful(text: string, { blobs }: CrankBatch): Promise<boolean> {
    const hash = termsOf(text) ?? '';
    let stateful = this.#stateful.get(hash);
    if (stateful !== undefined) return stateful;
    const terms = decodeTerms(blobs.get(hash) ?? '');
    const manifest = terms.ok && (await this.#components.read(`modules/${terms.value.manifest}.manifest.json`));
    stateful = manifest ? /"stateful":\s*true/.test(new TextDecoder().decode(manifest)) : false;
    this.#stateful.set(hash, stateful);
    return stateful;
  }

  #home(process: string): number {
    let home = this.#homes.get(process);
    if (home === undefined) this.#homes.set(process, (home = this.#homes.size % this.#workers));
    return home;
  }
}

/** The report of a batch from those of its shares, in the order of its cranks. */
export function mergeReports(
  batch: CrankBatch,
  parts: readonly { readonly share: CrankBatch; readonly report: BatchReport }[],
): BatchReport {
  if (parts.length === 1) return parts[0]!.report;
  const hashOf = new Map<number, string>();
  for (const { share, report } of parts)
    for (const [i, { seq }] of share.cranks.entries()) hashOf.set(seq, report.hashes[i]!);
  const sum = (of: (report: BatchReport) => number): number =>
    parts.reduce((total, { report }) => total + of(report), 0);
  const notes = (of: (report: BatchReport) => readonly CrankNote[]): readonly CrankNote[] =>
    parts.flatMap(({ report }) => of(report)).sort((a, b) => a.seq - b.seq);
  return {
    cranks: batch.cranks.length,
    same: sum(({ same }) => same),
    fuel: sum(({ fuel }) => fuel),
    hashes: batch.cranks.map(({ seq }) => hashOf.get(seq)!),
    notRun: notes(({ notRun }) => notRun),
    diverged: notes(({ diverged }) => diverged),
    failed: notes(({ failed }) => failed),
  };
}
