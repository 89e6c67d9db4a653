import {
  commitmentOf,
  decodeAuditRecord,
  followKeys,
  formatVerifierKey,
  parseTlogProof,
  readCheckpoint,
  verifyInclusion,
  type CrankLogRecord,
  type SignedCheckpoint,
  type TlogProof,
  type VerifierKey,
} from '@esta-logic/audit-log';
import { SECTIONS, type Section } from '@esta-logic/journal';
import { ok, type Digest, type Fault, type Result, type SignatureVerifier } from '@esta-logic/kernel-boundary';
import { verdictOf, type Claim, type ClaimName, type ClaimState, type Verdict } from './claims.ts';
import { problemOfAgreement } from './agreement.ts';
import { checkModule, recompute, type ComputingPowers } from './recompute.ts';
import { decodeReceipt, type Receipt } from './receipt.ts';
import { problemOfBlobs, shownTerms, shownValue, wholeCrank } from './shown-crank.ts';

/** What a verifier needs of its machine: no store, no network. */
export interface ReceiptPowers extends ComputingPowers {
  readonly digest: Digest;
  readonly verifier: SignatureVerifier;
  /** The key that the reader trusts: any that the log had up to the receipt. Without it the signature says who, not that it is right. */
  readonly trusted?: VerifierKey;
  /** Keys of witnesses whose cosignatures count. */
  readonly witnesses?: readonly VerifierKey[];
  /** Told of each claim as soon as it is settled. */
  readonly onClaim?: (claim: Claim) => void;
}

/** What was decided, as far as the receipt shows it. */
export interface Decision {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly module: string;
  /** BLAKE3 of the component, 64 hexadecimal digits. */
  readonly component: string;
  readonly messageId: string;
  readonly opcode: string;
  readonly tenantId?: string;
  readonly outcome: 'committed' | number;
  /** JSON. */
  readonly payload?: string;
  /** JSON. */
  readonly reply?: string;
  readonly fault?: Pick<Fault, 'code' | 'message'>;
}

export interface ReceiptReport {
  readonly verdict: Verdict;
  readonly claims: readonly Claim[];
  readonly decision?: Decision;
  readonly checkpoint?: Pick<SignedCheckpoint, 'origin' | 'size' | 'root'> & {
    /** The key that signed. */
    readonly key: string;
    readonly witnesses: readonly { readonly name: string; readonly time: number }[];
  };
}

/**
 * Checks everything that a receipt says, from the signature down to the computation, and goes on after what is refuted as
 * far as the rest can still be judged. Fault: invalid-argument, when the text is no receipt at all.
 */
export async function verifyReceipt(text: string, powers: ReceiptPowers): Promise<Result<ReceiptReport>> {
  const opened = decodeReceipt(powers.digest, text);
  if (!opened.ok) return opened;
  return ok(await new Verification(opened.value.receipt, powers).run(opened.value.intact));
}

class Verification {
  readonly #receipt: Receipt;
  readonly #powers: ReceiptPowers;
  readonly #claims: Claim[] = [];

  constructor(receipt: Receipt, powers: ReceiptPowers) {
    this.#receipt = receipt;
    this.#powers = powers;
  }

  async run(intact: boolean): Promise<ReceiptReport> {
    if (intact) this.#claim('file', 'proved', 'The file is as it was written.');
    else this.#claim('file', 'refuted', 'The file was changed after it was written.');
    const checkpoint = await this.#checkpoint();
    const record = this.#inclusion(checkpoint);
    if (record !== undefined) await this.#crank(record);
    return {
      verdict: verdictOf(this.#claims),
      claims: this.#claims,
      ...(record === undefined ? {} : { decision: this.#decision(record) }),
      ...(checkpoint === undefined ? {} : { checkpoint: describe(checkpoint) }),
    };
  }

  #claim(name: ClaimName, state: ClaimState, sentence: string): void {
    const claim = { name, state, sentence };
    this.#claims.push(claim);
    this.#powers.onClaim?.(claim);
  }

  get #proof(): Result<TlogProof> {
    return parseTlogProof(this.#receipt.proof);
  }

  async #checkpoint(): Promise<SignedCheckpoint | undefined> {
    const { digest, verifier, trusted, witnesses } = this.#powers;
    const keys = await followKeys(digest, verifier, this.#receipt.keys);
    if (!keys.ok) {
      this.#claim('key', 'refuted', `The keys of the log do not hold: ${keys.fault.message}`);
      return undefined;
    }
    this.#trust(keys.value, trusted);
    const proof = this.#proof;
    const checkpoint = proof.ok ? await readCheckpoint(verifier, proof.value.checkpoint, keys.value, witnesses) : proof;
    if (!checkpoint.ok) {
      this.#claim('checkpoint', 'refuted', `The checkpoint of the log does not hold: ${checkpoint.fault.message}`);
      return undefined;
    }
    const { origin, size } = checkpoint.value;
    this.#claim('checkpoint', 'proved', `The log ${origin} signed what it held when it had ${size} records.`);
    return checkpoint.value;
  }

  #trust(keys: readonly VerifierKey[], trusted: VerifierKey | undefined): void {
    const first = formatVerifierKey(keys[0] as VerifierKey);
    if (trusted === undefined)
      this.#claim('key', 'open', `Whether ${first} is a key to be trusted was not checked: none was given.`);
    else if (keys.some((key) => formatVerifierKey(key) === formatVerifierKey(trusted)))
      this.#claim('key', 'proved', 'The log is the one whose key is trusted.');
    else this.#claim('key', 'refuted', `The log never had the trusted key; its first is ${first}.`);
  }

  #inclusion(checkpoint: SignedCheckpoint | undefined): CrankLogRecord | undefined {
    const { record: text } = this.#receipt;
    const record = decodeAuditRecord(text);
    if (!record.ok || record.value.kind !== 'crank') {
      this.#claim('inclusion', 'refuted', record.ok ? 'The record is not one of a decision.' : record.fault.message);
      return undefined;
    }
    const proof = this.#proof;
    if (checkpoint === undefined || !proof.ok) return record.value;
    const { seq, path } = proof.value;
    const { digest } = this.#powers;
    const commitment = digest.sha256Hex(text);
    const holds =
      record.value.seq === seq && verifyInclusion(digest, commitment, { seq, size: checkpoint.size, path }, checkpoint);
    if (holds) this.#claim('inclusion', 'proved', `Record ${seq} of that log is the one in this file.`);
    else this.#claim('inclusion', 'refuted', `The record in this file is not record ${seq} of that log.`);
    return record.value;
  }

  async #crank(record: CrankLogRecord): Promise<void> {
    const states = SECTIONS.map((name) => this.#section(name, record));
    if (states.includes('refuted')) return;
    const module = await checkModule(this.#receipt, record, shownTerms(this.#receipt), this.#powers);
    this.#claim('module', module.state, module.sentence);
    if (states.includes('withheld')) {
      const missing = SECTIONS.filter((_, i) => states[i] === 'withheld').join(', ');
      this.#claim(
        'computation',
        'withheld',
        `The computation cannot be repeated without what is withheld: ${missing}.`,
      );
      return;
    }
    const crank = wholeCrank(this.#receipt);
    if (!crank.ok) return this.#claim('agreement', 'refuted', crank.fault.message);
    const disagreement = problemOfAgreement(record, crank.value);
    if (disagreement !== undefined)
      return this.#claim(
        'agreement',
        'refuted',
        `The short record in the log and the whole one disagree: ${disagreement}.`,
      );
    this.#claim(
      'agreement',
      'proved',
      'The two records of the decision, the short one in the log and the whole one, say the same.',
    );
    const computed = await recompute(crank.value, module.files, this.#powers);
    this.#claim('computation', computed.state, computed.sentence);
  }

  #section(name: Section, record: CrankLogRecord): ClaimState {
    const shown = this.#receipt.sections[name];
    const { digest } = this.#powers;
    let state: ClaimState = 'proved';
    let sentence = `The ${WORDS[name]} as the log committed to ${name === 'calls' ? 'them' : 'it'}.`;
    if (shown === undefined) {
      [state, sentence] = ['withheld', `The ${WORDS[name]} withheld; the log committed to ${record.sections[name]}.`];
    } else if (commitmentOf(digest, shown.salt, shown.text) !== record.sections[name]) {
      [state, sentence] = ['refuted', `The ${WORDS[name]} not what the log committed to.`];
    } else {
      const problem = problemOfBlobs(digest, this.#receipt, shown.text);
      if (problem !== undefined) [state, sentence] = ['refuted', `The ${WORDS[name]} not whole: ${problem}.`];
    }
    this.#claim(name, state, sentence);
    return state;
  }

  #decision(record: CrankLogRecord): Decision {
    const { seq, time, module, hash, messageId, opcode, tenantId, outcome } = record;
    const payload = shownValue(this.#receipt, 'payload') as string | undefined;
    const output = shownValue(this.#receipt, 'output') as OutputSection | undefined;
    const fault = output?.refused ?? output?.fault;
    return {
      ...{ seq, time, module, component: hash, messageId, opcode, outcome },
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(typeof payload === 'string' ? { payload } : {}),
      ...(typeof output?.reply === 'string' ? { reply: output.reply } : {}),
      ...(fault === undefined ? {} : { fault }),
    };
  }
}

interface OutputSection {
  readonly reply?: string;
  readonly fault?: Pick<Fault, 'code' | 'message'>;
  readonly refused?: Pick<Fault, 'code' | 'message'>;
}

const WORDS: Readonly<Record<Section, string>> = {
  payload: 'question is',
  calls: 'system calls are',
  output: 'answer is',
  rest: 'setting (who, when, on what terms) is',
};

const describe = ({ origin, size, root, signatures }: SignedCheckpoint): Required<ReceiptReport>['checkpoint'] => ({
  ...{ origin, size, root },
  key: signatures
    .map(({ key }) => key)
    .filter(({ use }) => use === 'log')
    .map(formatVerifierKey)
    .join(),
  witnesses: signatures.flatMap(({ key, time }) => (time === undefined ? [] : [{ name: key.name, time }])),
});
