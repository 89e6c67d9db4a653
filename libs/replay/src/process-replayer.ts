import {
  KernelError,
  type Fault,
  type GuestInstance,
  type LoadedModule,
  type Result,
} from '@esta-logic/kernel-boundary';
import { guestEnvelope, type CrankRecord, type CrankTerms } from '@esta-logic/journal';
import type { Pace } from '@esta-logic/kernel';
import type { Divergence } from './divergence.ts';
import { syscallsOutsideCranks } from './outside-cranks.ts';
import { RecordedGovernor } from './recorded-governor.ts';
import { RecordedHost } from './recorded-host.ts';
import { outputDivergence, outputOf, type ReplayOutcome } from './replay-outcome.ts';

/** An instance, and which crank it has seen last. */
interface Standing {
  readonly instance: GuestInstance;
  readonly host: RecordedHost;
  readonly governor: RecordedGovernor;
  readonly module: LoadedModule;
  readonly terms: string;
  /** Undefined for one that is as after its start. */
  lastSeq: number | undefined;
}

/** Re-runs the cranks of one process, in their order, on instances of its own. */
export class ProcessReplayer {
  #standing: Standing | undefined;

  /** Its instance has no memory that a later crank could need. */
  get replaceable(): boolean {
    return this.#standing?.module.decoded.manifest.stateful !== true;
  }

  /** The crank's own instance is made or found; then it runs. `module` is what its terms name. `pace`: beside others who wait. */
  async replay(record: CrankRecord, terms: CrankTerms, module: LoadedModule, pace?: Pace): Promise<ReplayOutcome> {
    const { before } = record.instance;
    const ready =
      before === undefined
        ? (this.#standingFor(record, module) ?? (await start(record, terms, module)))
        : this.#grown(before);
    if (!ready) return { verdict: 'not-run', why: memoryOf(before!), needs: before! };
    if ('fault' in ready) return didNotStart(record, ready.fault);
    if (record.ended.how === 'not-started') return startedAfterAll(record);
    this.#standing = ready;
    return this.#run(ready, record, pace);
  }

  /** The instance that is here, as after its start; undefined where a new one is needed. */
  #standingFor({ terms }: CrankRecord, module: LoadedModule): Standing | undefined {
    const standing = this.#standing;
    if (standing?.module !== module || standing.terms !== terms) return undefined;
    if (standing.lastSeq === undefined) return standing;
    return !module.decoded.manifest.stateful && standing.instance.reset() ? standing : undefined;
  }

  /** The instance that has seen the crank before this one. */
  #grown(before: number): Standing | undefined {
    return this.#standing?.lastSeq === before ? this.#standing : undefined;
  }

  async #run(standing: Standing, record: CrankRecord, pace: Pace | undefined): Promise<ReplayOutcome> {
    const { instance, host, governor } = standing;
    host.begin(record.calls);
    governor.allow(
      record.ended.how === 'stopped'
        ? { units: record.ended.units, stop: record.fault }
        : { units: record.fuel, stop: undefined },
      pace,
    );
    const result = await instance.handle(guestEnvelope(record.envelope, record.payload));
    standing.lastSeq = record.seq;
    const divergence = host.end() ?? differenceOf(record, result, instance.fuelUsed(), governor);
    if (divergence) {
      // What follows on this memory would be another history.
      this.#standing = undefined;
      return { verdict: 'diverged', divergence };
    }
    return { verdict: 'same', fuel: record.fuel, output: outputOf(result) };
  }
}

const memoryOf = (before: number): string =>
  `Its memory is that of the crank ${before}, which was not replayed before it; replay the process from the birth of that instance.`;

async function start(
  { process, terms: hash }: CrankRecord,
  terms: CrankTerms,
  module: LoadedModule,
): Promise<Standing | { readonly fault: Fault }> {
  let instance: GuestInstance | undefined;
  const host = new RecordedHost(syscallsOutsideCranks(process, terms), () => instance?.fuelUsed() ?? 0);
  const governor = new RecordedGovernor();
  try {
    instance = await module.instantiate(host, governor);
    return { instance, host, governor, module, terms: hash, lastSeq: undefined };
  } catch (cause) {
    if (cause instanceof KernelError) return { fault: cause.fault };
    throw cause;
  }
}

function differenceOf(
  record: CrankRecord,
  result: Result<string>,
  fuel: number,
  governor: RecordedGovernor,
): Divergence | undefined {
  const calls = record.calls.length;
  const left = record.calls.at(-1)?.state;
  if (governor.exceeded)
    return {
      kind: 'fuel',
      what: 'fuel than recorded',
      recorded: record.fuel,
      replayed: `more than ${record.fuel}`,
      fuel,
    };
  if (fuel !== record.fuel)
    return { kind: 'fuel', what: 'fuel', recorded: record.fuel, replayed: fuel, call: calls, fuel };
  // A guest that stood in a call when its crank ended has no output of its own.
  if (left === 'finished' || left === 'pending') return undefined;
  const divergence = outputDivergence(record, outputOf(result), record.ended.how === 'trapped');
  return divergence && { ...divergence, fuel };
}

/** The module does not start: that is what the record says, or it is not. */
function didNotStart(record: CrankRecord, fault: Fault): ReplayOutcome {
  if (record.ended.how === 'not-started' && record.fault?.code === fault.code)
    return { verdict: 'same', fuel: 0, output: { fault } };
  return {
    verdict: 'diverged',
    divergence: { kind: 'ending', what: 'start', recorded: record.fault ?? record.ended, replayed: fault },
  };
}

/** A module that starts here may have been told to end before it did there. */
const startedAfterAll = (record: CrankRecord): ReplayOutcome =>
  record.fault?.name === 'invalid-component'
    ? {
        verdict: 'diverged',
        divergence: { kind: 'ending', what: 'start', recorded: record.fault, replayed: 'the module starts' },
      }
    : { verdict: 'not-run', why: 'The kernel ended it before a guest ran.' };
