import { LIMITS, type GuestInstance, type LoadedModule } from '@esta-logic/kernel-boundary';
import { guestEnvelope, Journal, type CrankRecord, type CrankTerms } from '@esta-logic/journal';
import { RANGES } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';
import { processOf, termsOf } from './record-text.ts';
import { divergenceSentence, type Divergence } from './divergence.ts';
import { syscallsOutsideCranks } from './outside-cranks.ts';
import { RecordedGovernor } from './recorded-governor.ts';
import { RecordedHost } from './recorded-host.ts';
import { outputDivergence, outputOf } from './replay-outcome.ts';
import type { CrankToReplay } from './replayer.ts';

/** A message that another version would have handled otherwise. */
export interface RehearsedDifference {
  readonly seq: number;
  readonly messageId: string;
  readonly opcode: string;
  /** What differs first, for people. */
  readonly sentence: string;
}

/** How a version that is not installed yet does with what the installed one was given. */
export interface Rehearsal {
  /** Recorded cranks that were run on it. */
  readonly cranks: number;
  readonly same: number;
  readonly different: readonly RehearsedDifference[];
  /** Cranks that say nothing about another version: no guest ran, or the kernel ended it. */
  readonly skipped: number;
  /** Units of fuel of those that came out the same. */
  readonly fuel: { readonly recorded: number; readonly rehearsed: number };
}

/** Called between cranks, so that whoever waits for the host gets a turn. */
type Turn = () => Promise<void>;

/**
 * Runs recorded cranks on another version of their module, with the recorded results of their system calls. Calls, replies
 * and refusals are compared; fuel is another version's own matter and is only counted.
 * @throws KernelError invalid-component when the version does not start.
 */
export async function rehearse(
  candidate: LoadedModule,
  cranks: readonly CrankToReplay[],
  turn: Turn = () => Promise.resolve(),
): Promise<Rehearsal> {
  const stage = new Stage(candidate);
  const different: RehearsedDifference[] = [];
  const fuel = { recorded: 0, rehearsed: 0 };
  let same = 0;
  let skipped = 0;
  for (const { record, terms } of cranks) {
    if (!isComparable(record)) {
      skipped++;
      continue;
    }
    const { divergence, used } = await stage.run(record, terms);
    if (divergence) different.push(differenceOf(record, terms, divergence));
    else {
      same++;
      fuel.recorded += record.fuel;
      fuel.rehearsed += used;
    }
    await turn();
  }
  return { cranks: same + different.length, same, different, skipped, fuel };
}

/**
 * The newest cranks of one version of a module, oldest first.
 * Records that cannot be read are left out: verifying the log names them.
 */
export async function latestCranks(
  reader: JournalReader,
  { module, component }: Pick<CrankTerms, 'module' | 'component'>,
  count: number,
): Promise<CrankToReplay[]> {
  const journal = new Journal(reader);
  const found: CrankToReplay[] = [];
  /** Hashes of the terms of other versions, whose records need not be read to be left out. */
  const others = new Set<string>();
  for (let to: string = RANGES.cranks.to; found.length < count;) {
    const page = await reader.scan({ from: RANGES.cranks.from, to, limit: PAGE, reverse: true });
    for (const { key, value } of page) {
      if (found.length === count) break;
      if (moduleOf(processOf(value)) !== module || others.has(termsOf(value) ?? '')) continue;
      const crank = await journal.read(Number(key.slice(RANGES.cranks.from.length)));
      if (!crank.ok) continue;
      if (crank.value.terms.component === component) found.push(crank.value);
      else others.add(crank.value.record.terms);
    }
    if (page.length < PAGE) break;
    to = page.at(-1)!.key;
  }
  return found.reverse();
}

const PAGE = 256;

/** A process is its module and a number: `time-service#1`. */
const moduleOf = (process: string | undefined): string | undefined => process?.slice(0, process.lastIndexOf('#'));

/** Only the guest's own endings say something, and only where its memory was that of its start. */
const isComparable = ({ ended, instance, calls }: CrankRecord): boolean =>
  (ended.how === 'returned' || ended.how === 'faulted') &&
  instance.cranks === 0 &&
  calls.every(({ state }) => state === 'received');

function differenceOf(record: CrankRecord, terms: CrankTerms, divergence: Divergence): RehearsedDifference {
  const { messageId } = record.envelope.metadata;
  const { opcode } = record.envelope;
  return {
    seq: record.seq,
    messageId,
    opcode,
    sentence: divergenceSentence(`${terms.module} for ${opcode} (message ${messageId})`, divergence),
  };
}

/** One instance of the candidate, put back or replaced after every crank. */
class Stage {
  readonly #candidate: LoadedModule;
  #instance: GuestInstance | undefined;
  #host: RecordedHost | undefined;
  #terms: CrankTerms | undefined;
  readonly #governor = new RecordedGovernor();

  constructor(candidate: LoadedModule) {
    this.#candidate = candidate;
  }

  async run(
    record: CrankRecord,
    terms: CrankTerms,
  ): Promise<{ readonly divergence: Divergence | undefined; readonly used: number }> {
    const { instance, host } = await this.#ready(record, terms);
    host.begin(record.calls);
    this.#governor.allow({ units: this.#budget(), stop: undefined });
    const result = await instance.handle(guestEnvelope(record.envelope, record.payload));
    const used = instance.fuelUsed();
    const divergence = host.end() ?? outputDivergence(record, outputOf(result));
    if (divergence || !instance.reset()) this.#instance = undefined;
    return { divergence, used };
  }

  async #ready(
    { process }: CrankRecord,
    terms: CrankTerms,
  ): Promise<{ readonly instance: GuestInstance; readonly host: RecordedHost }> {
    if (this.#instance && this.#host && this.#terms === terms) return { instance: this.#instance, host: this.#host };
    this.#host = new RecordedHost(syscallsOutsideCranks(process, terms), () => this.#instance?.fuelUsed() ?? 0);
    this.#terms = terms;
    this.#instance = await this.#candidate.instantiate(this.#host, this.#governor);
    return { instance: this.#instance, host: this.#host };
  }

  #budget(): number {
    const { cpuMillisecondsPerCall = LIMITS.cpuMillisecondsPerCall.value } =
      this.#candidate.decoded.manifest.limits ?? {};
    return cpuMillisecondsPerCall * LIMITS.fuelPerMillisecond.value;
  }
}
