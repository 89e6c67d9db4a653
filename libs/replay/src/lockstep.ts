import { fail, KernelError, ok, type GuestEnvelope, type Result, type SyscallHost } from '@esta-logic/kernel-boundary';
import { guestEnvelope, type CrankRecord, type CrankTerms } from '@esta-logic/journal';
import type { CrankToRepeat, SecondRun } from '@esta-logic/kernel';
import { divergenceSentence, type Divergence } from './divergence.ts';
import { syscallsOutsideCranks } from './outside-cranks.ts';
import { ProcessReplayer } from './process-replayer.ts';
import { RecordedHost } from './recorded-host.ts';
import { outputDivergence, outputOf, type Output } from './replay-outcome.ts';

/**
 * Another implementation of a module, such as the TypeScript that its component was built from: it gets the message and
 * asks the same of the host. A fault that it throws as a KernelError is its answer.
 */
export type Reference = (envelope: GuestEnvelope, host: SyscallHost) => Promise<Result<string>> | Result<string>;

export interface LockstepOptions {
  /** What is run as well as the second instance, and compared with the first alike; undefined where there is nothing. */
  readonly referenceOf?: (terms: CrankTerms) => Reference | undefined;
}

/**
 * The second run of modules in lockstep (a manifest's `lockstep`): each crank again on a second instance of the component,
 * and on the reference where there is one, with the recorded results of its system calls. Nothing is shared with the
 * first run but those and the component's code.
 */
export function lockstep({ referenceOf = () => undefined }: LockstepOptions = {}): SecondRun {
  const replayers = new Map<string, ProcessReplayer>();
  return async (crank) => {
    const { record } = crank;
    if (record.ended.how === 'defect') return ok(undefined);
    let replayer = replayers.get(record.process);
    if (!replayer) replayers.set(record.process, (replayer = new ProcessReplayer()));
    const outcome = await replayer.replay(record, crank.terms, crank.module, crank.pace);
    if (outcome.verdict === 'not-run')
      return fail('divergence', `${nameOf(crank)} could not be run twice: ${outcome.why}`);
    if (outcome.verdict === 'diverged') return differs(`The second instance of ${nameOf(crank)}`, outcome.divergence);
    const reference = comparable(record) ? referenceOf(crank.terms) : undefined;
    const divergence = reference && (await compareWith(reference, crank));
    return divergence ? differs(`The reference of ${nameOf(crank)}`, divergence) : ok(undefined);
  };
}

const nameOf = ({ terms, record }: CrankToRepeat): string =>
  `${terms.module} for the message ${record.envelope.metadata.messageId}`;

const differs = (who: string, divergence: Divergence): Result<void> =>
  fail('divergence', divergenceSentence(who, divergence));

/** A reference has no fuel and no stack bound of its own: it says nothing about cranks that were ended by one. */
const comparable = ({ ended }: CrankRecord): boolean => ended.how === 'returned' || ended.how === 'faulted';

async function compareWith(reference: Reference, { record, terms }: CrankToRepeat): Promise<Divergence | undefined> {
  const host = new RecordedHost(syscallsOutsideCranks(record.process, terms), () => 0);
  host.begin(record.calls);
  const output = await answerOf(() => reference(guestEnvelope(record.envelope, record.payload), host));
  return host.end() ?? outputDivergence(record, output);
}

async function answerOf(run: () => Promise<Result<string>> | Result<string>): Promise<Output> {
  try {
    return outputOf(await run());
  } catch (problem) {
    if (problem instanceof KernelError) return { fault: problem.fault };
    throw problem;
  }
}
