import type { Fault, Result } from '@esta-logic/kernel-boundary';
import type { CrankRecord } from '@esta-logic/journal';
import type { Divergence } from './divergence.ts';

/**
 * What came of replaying one crank.
 *
 * - `same`: a guest ran, and did exactly what the record says.
 * - `diverged`: it did not, or would have run under other terms than were recorded.
 * - `not-run`: the record itself says that no guest ran, or that nothing of it can be run again; `why` says which.
 */
export type ReplayOutcome =
  | { readonly verdict: 'same'; readonly fuel: number; readonly output: Output }
  | { readonly verdict: 'diverged'; readonly divergence: Divergence }
  | {
      readonly verdict: 'not-run';
      readonly why: string;
      /** The crank whose memory it needs and which was not replayed before it. */
      readonly needs?: number;
    };

/** A reply, or how the run failed. */
export type Output = Pick<CrankRecord, 'reply' | 'fault'>;

export const outputOf = (result: Result<string>): Output =>
  result.ok ? { reply: result.value } : { fault: result.fault };

/** How an output differs from the recorded one, if it does; of a crank that trapped, see `sameOutput`. */
export function outputDivergence(recorded: Output, replayed: Output, trapped = false): Divergence | undefined {
  if (sameOutput(recorded, replayed, trapped)) return undefined;
  const { reply, fault } = recorded;
  const output = { ...(reply === undefined ? {} : { reply }), ...(fault === undefined ? {} : { fault }) };
  return { kind: 'output', what: 'output', recorded: output, replayed };
}

/** What two outputs must have in common: of a trap the class counts, for engines word it as they like. */
export function sameOutput(recorded: Output, replayed: Output, trapped: boolean): boolean {
  if (recorded.reply !== replayed.reply) return false;
  return sameFault(recorded.fault, replayed.fault, trapped);
}

const sameFault = (recorded: Fault | undefined, replayed: Fault | undefined, trapped: boolean): boolean =>
  recorded?.code === replayed?.code && (trapped || recorded?.message === replayed?.message);
