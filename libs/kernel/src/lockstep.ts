import { decodeTerms, type CrankRecord, type CrankTerms } from '@esta-logic/journal';
import { unwrap, type LoadedModule, type Result } from '@esta-logic/kernel-boundary';
import type { Crank } from './crank.ts';
import type { CrankEnd } from './crank-end.ts';
import { crankRecord } from './crank-record.ts';
import type { Process } from './process.ts';

/** Where a second run stands still like the first: after so many units of fuel at most others are asked whether they go first. */
export interface Pace {
  readonly quantum: number;
  /** Undefined when it may go on at once. */
  readonly giveWay: () => Promise<void> | undefined;
}

/** A crank that has ended and is not kept yet. Its record has no number: 0 stands for it. */
export interface CrankToRepeat {
  readonly record: CrankRecord;
  readonly terms: CrankTerms;
  readonly module: LoadedModule;
  readonly pace: Pace;
}

/**
 * Runs a crank a second time, on an instance of its own and with the recorded results of its system calls, and compares.
 * Fault: divergence, which fails the crank before anything of it is kept.
 */
export type SecondRun = (crank: CrankToRepeat) => Promise<Result<void>>;

/** Doubles the cranks of modules that ask for it. */
export class Lockstep {
  readonly #secondRun: SecondRun;
  readonly #termsOf: (process: Process) => string;
  readonly #paceOf: (process: Process) => Pace;
  /** Terms are the same for most cranks of a process. */
  readonly #decoded = new WeakMap<Process, { readonly text: string; readonly terms: CrankTerms }>();

  constructor(secondRun: SecondRun, termsOf: (process: Process) => string, paceOf: (process: Process) => Pace) {
    this.#secondRun = secondRun;
    this.#termsOf = termsOf;
    this.#paceOf = paceOf;
  }

  /** The end that the kernel goes by: `end`, or one that is refused because the second run came out otherwise. */
  async confirm(process: Process, crank: Crank, end: CrankEnd): Promise<CrankEnd> {
    const text = this.#termsOf(process);
    const record = { ...crankRecord(0, '', process, crank, end), terms: text };
    const second = await this.#secondRun({
      record,
      terms: this.#decode(process, text),
      module: process.module,
      pace: this.#paceOf(process),
    });
    return second.ok ? end : { ...end, refused: second.fault };
  }

  #decode(process: Process, text: string): CrankTerms {
    let known = this.#decoded.get(process);
    if (known?.text !== text) this.#decoded.set(process, (known = { text, terms: unwrap(decodeTerms(text)) }));
    return known.terms;
  }
}
