import { fail, ok, type Digest, type Fault, type Result } from '@esta-logic/kernel-boundary';
import {
  commitmentsOf,
  decodeRecord,
  decodeTerms,
  type BlobSource,
  type CrankRecord,
  type CrankTerms,
} from '@esta-logic/journal';
import { checkLeaf } from './check-leaf.ts';
import type { CrankBatch, CrankText } from './crank-batch.ts';
import { divergenceSentence, type Divergence } from './divergence.ts';
import { replayRecalled } from './recalled-reply.ts';
import type { CrankToReplay, Replayer } from './replayer.ts';

/** A crank that did not simply replay the same. */
export interface CrankNote {
  readonly seq: number;
  readonly process: string;
  /** Module and hash of the component, as recorded; empty when the record cannot be read. */
  readonly module: string;
  readonly component: string;
  /** What happened, for people. */
  readonly sentence: string;
  readonly divergence?: Divergence;
  /** The crank whose memory it needs: with what `crankWithHistory` reads it can be replayed. */
  readonly needs?: number;
}

/** What came of a batch. */
export interface BatchReport {
  readonly cranks: number;
  readonly same: number;
  /** By the record itself there was nothing to run. */
  readonly notRun: readonly CrankNote[];
  readonly diverged: readonly CrankNote[];
  /** Records that cannot be read, modules or memories that are not there, and terms that are others here. */
  readonly failed: readonly CrankNote[];
  /** Units of fuel of those that are the same. */
  readonly fuel: number;
  /**
   * Per crank, in order, in hexadecimal: what a log commits to of a record that was reproduced, the hashes of its
   * sections one behind the other; of another one, SHA-256 of the sentence that says what kept it from that.
   */
  readonly hashes: readonly string[];
}

/** How one crank of a batch came out. */
interface Outcome {
  readonly verdict: 'same' | 'notRun' | 'diverged' | 'failed';
  readonly fuel: number;
  readonly sentence: string;
  readonly divergence?: Divergence;
  readonly needs?: number;
}

const encoder = new TextEncoder();

/** Replays batches, whose cranks come in the order that {@link Replayer} asks for. */
export class BatchReplayer {
  readonly #replayer: Replayer;
  readonly #digest: Digest;
  readonly #againstLog: boolean;
  /** Thousands of cranks share their terms: each are decoded once. */
  readonly #terms = new Map<string, CrankTerms>();

  /** `againstLog`: every record must be the one that its audit record commits to. A journal file has no audit records. */
  constructor(replayer: Replayer, digest: Digest, { againstLog = false } = {}) {
    this.#replayer = replayer;
    this.#digest = digest;
    this.#againstLog = againstLog;
  }

  async replay({ cranks, blobs }: CrankBatch): Promise<BatchReport> {
    const notes = { notRun: [] as CrankNote[], diverged: [] as CrankNote[], failed: [] as CrankNote[] };
    const hashes: string[] = [];
    const sound = this.#sound(blobs);
    const blobOf: BlobSource = (hash) => sound.get(hash);
    let same = 0;
    let units = 0;
    for (const crank of cranks) {
      const read = this.#read(crank, blobOf);
      const { verdict, fuel, ...said } = read.ok ? await this.#replay(read.value) : failed(read.fault);
      hashes.push(verdict === 'same' && read.ok ? read.value.committed : this.#digest.sha256Hex(said.sentence));
      units += fuel;
      if (verdict === 'same') same++;
      else {
        const who = read.ok ? nameOf(read.value) : NAMELESS;
        notes[verdict].push({ seq: crank.seq, ...who, ...said });
      }
    }
    return { cranks: cranks.length, same, fuel: units, hashes, ...notes };
  }

  /** A text that is not the one of its hash is as good as missing. */
  #sound(blobs: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    return new Map([...blobs].filter(([hash, text]) => this.#digest.blake3(encoder.encode(text)) === hash));
  }

  #read({ seq, text, leaf, recalls }: CrankText, blobs: BlobSource): Result<ReadCrank> {
    const record = decodeRecord(text, blobs);
    if (!record.ok) return record;
    if (record.value.seq !== seq)
      return fail('log-broken', `The crank record ${seq} says that it is the record ${record.value.seq}.`);
    const commitments = commitmentsOf(this.#digest, text, blobs);
    if (!commitments)
      return fail('log-broken', `The crank record ${seq} is not in its only spelling; restore a backup.`);
    const committed = this.#againstLog ? checkLeaf(commitments, seq, leaf) : ok(undefined);
    if (!committed.ok) return committed;
    const terms = this.#termsOf(record.value.terms, blobs);
    if (!terms.ok) return terms;
    const recalled = recalls === undefined ? undefined : decodeRecord(recalls, blobs);
    if (recalled?.ok === false) return recalled;
    const { calls, output, payload, rest } = commitments;
    return ok({
      record: record.value,
      terms: terms.value,
      recalled: recalled?.value,
      committed: calls + output + payload + rest,
    });
  }

  #termsOf(hash: string, blobs: BlobSource): Result<CrankTerms> {
    const known = this.#terms.get(hash);
    if (known) return ok(known);
    const terms = decodeTerms(blobs(hash) ?? '');
    if (terms.ok) this.#terms.set(hash, terms.value);
    return terms;
  }

  async #replay(crank: ReadCrank): Promise<Outcome> {
    const { record, terms, recalled } = crank;
    const replayed =
      record.ended.how === 'recalled' ? ok(replayRecalled(record, recalled)) : await this.#replayer.replay(crank);
    if (!replayed.ok) return failed(replayed.fault);
    const outcome = replayed.value;
    if (outcome.verdict === 'same') return { verdict: 'same', fuel: outcome.fuel, sentence: '' };
    if (outcome.verdict === 'not-run')
      return outcome.needs === undefined
        ? { verdict: 'notRun', fuel: 0, sentence: outcome.why }
        : { verdict: 'failed', fuel: 0, sentence: outcome.why, needs: outcome.needs };
    const { divergence } = outcome;
    const sentence = divergenceSentence(`The crank ${record.seq} of ${terms.module}`, divergence);
    // Under other terms nothing was run, so nothing diverged.
    return { verdict: divergence.kind === 'environment' ? 'failed' : 'diverged', fuel: 0, sentence, divergence };
  }
}

interface ReadCrank extends CrankToReplay {
  /** The record of the message whose reply this one got. */
  readonly recalled: CrankRecord | undefined;
  /** The commitments to its sections, one behind the other: with their salts these are the whole record. */
  readonly committed: string;
}

const failed = ({ message }: Fault): Outcome => ({ verdict: 'failed', fuel: 0, sentence: message });

const NAMELESS = { process: '', module: '', component: '' };
const nameOf = ({ record, terms }: ReadCrank): typeof NAMELESS => ({
  process: record.process,
  module: terms.module,
  component: terms.component,
});
