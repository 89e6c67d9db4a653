import {
  cosignersOf,
  decodeAuditRecord,
  followKeys,
  formatVerifierKey,
  parseTlogProof,
  readCheckpoint,
  sameKey,
  verifyInclusion,
  type CrankLogRecord,
  type SignedCheckpoint,
  type TlogProof,
  type VerifierKey,
  type WitnessPolicy,
} from '@esta-logic/audit-log';
import { SECTIONS } from '@esta-logic/journal';
import { ok, type Digest, type Fault, type Result, type SignatureVerifier } from '@esta-logic/kernel-boundary';
import { checkSection } from './check-section.ts';
import { claimOf, found, verdictOf, type Claim, type ClaimName, type Finding, type Verdict } from './claims.ts';
import { problemOfAgreement } from './agreement.ts';
import { checkModule, recompute, type ComputingPowers } from './recompute.ts';
import { decodeReceipt, type Receipt } from './receipt.ts';
import { shownOutput, shownPayload, shownTerms, wholeCrank } from './shown-crank.ts';

/** What a verifier needs of its machine: no store, no network. */
export interface ReceiptPowers extends ComputingPowers {
  readonly digest: Digest;
  readonly verifier: SignatureVerifier;
  /** The key that the reader trusts: any that the log had up to the receipt. Without it the signature says who, not that it is right. */
  readonly trusted?: VerifierKey;
  /** Witnesses whose cosignatures count, and how many must be there; without it they are not asked for. */
  readonly witnesses?: WitnessPolicy;
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
  /** JSON, with `"[withheld]"` for each field that is. */
  readonly payload?: string;
  /** As `payload`. */
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
    this.#claim('file', intact ? found('proved', 'file-whole') : found('refuted', 'file-changed'));
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

  #claim(name: ClaimName, finding: Finding): void {
    const claim = claimOf(name, finding);
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
      this.#claim('key', found('refuted', 'keys-broken', { why: keys.fault.message }));
      return undefined;
    }
    this.#claim('key', trustIn(keys.value, trusted));
    const proof = this.#proof;
    const checkpoint = proof.ok
      ? await readCheckpoint(verifier, proof.value.checkpoint, keys.value, witnesses?.keys)
      : proof;
    if (!checkpoint.ok) {
      this.#claim('checkpoint', found('refuted', 'checkpoint-broken', { why: checkpoint.fault.message }));
      return undefined;
    }
    const { origin, size } = checkpoint.value;
    this.#claim('checkpoint', found('proved', 'checkpoint-signed', { origin, size }));
    if (witnesses !== undefined) this.#claim('witnesses', cosigning(checkpoint.value, witnesses));
    return checkpoint.value;
  }

  #inclusion(checkpoint: SignedCheckpoint | undefined): CrankLogRecord | undefined {
    const { record: text } = this.#receipt;
    const record = decodeAuditRecord(text);
    if (!record.ok || record.value.kind !== 'crank') {
      const finding = record.ok
        ? found('refuted', 'record-no-decision')
        : found('refuted', 'record-damaged', { why: record.fault.message });
      this.#claim('inclusion', finding);
      return undefined;
    }
    const proof = this.#proof;
    if (checkpoint === undefined || !proof.ok) return record.value;
    const { seq, path } = proof.value;
    const { digest } = this.#powers;
    const commitment = digest.sha256Hex(text);
    const holds =
      record.value.seq === seq && verifyInclusion(digest, commitment, { seq, size: checkpoint.size, path }, checkpoint);
    const finding = holds ? found('proved', 'record-in-log', { seq }) : found('refuted', 'record-not-in-log', { seq });
    this.#claim('inclusion', finding);
    return record.value;
  }

  async #crank(record: CrankLogRecord): Promise<void> {
    const { digest } = this.#powers;
    const states = SECTIONS.map((name) => {
      const finding = checkSection(digest, this.#receipt, name, record.sections[name]);
      this.#claim(name, finding);
      return finding.state;
    });
    if (states.includes('refuted')) return;
    const { files, ...module } = await checkModule(this.#receipt, record, shownTerms(this.#receipt), this.#powers);
    this.#claim('module', module);
    if (states.includes('withheld')) {
      const parts = SECTIONS.filter((_, i) => states[i] === 'withheld').join(', ');
      this.#claim('computation', found('withheld', 'not-computed-withheld', { parts }));
      return;
    }
    const crank = wholeCrank(digest, this.#receipt);
    if (!crank.ok) return this.#claim('agreement', found('refuted', 'records-damaged', { why: crank.fault.message }));
    const what = problemOfAgreement(record, crank.value);
    if (what !== undefined) return this.#claim('agreement', found('refuted', 'records-disagree', { what }));
    this.#claim('agreement', found('proved', 'records-agree'));
    this.#claim('computation', await recompute(crank.value, files, this.#powers));
  }

  #decision(record: CrankLogRecord): Decision {
    const { seq, time, module, hash, messageId, opcode, tenantId, outcome } = record;
    const payload = shownPayload(this.#receipt);
    const { reply, fault } = shownOutput(this.#receipt) ?? {};
    return {
      ...{ seq, time, module, component: hash, messageId, opcode, outcome },
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(payload === undefined ? {} : { payload }),
      ...(reply === undefined ? {} : { reply }),
      ...(fault === undefined ? {} : { fault }),
    };
  }
}

function trustIn(keys: readonly VerifierKey[], trusted: VerifierKey | undefined): Finding {
  const key = formatVerifierKey(keys[0] as VerifierKey);
  if (trusted === undefined) return found('open', 'key-unasked', { key });
  return keys.some((each) => sameKey(each, trusted))
    ? found('proved', 'key-trusted')
    : found('refuted', 'key-other', { key });
}

/** A cosignature that is not there refutes nothing: the log may not have asked for it. */
function cosigning({ signatures }: SignedCheckpoint, { keys, quorum }: WitnessPolicy): Finding {
  const cosigners = cosignersOf(signatures, keys);
  const counts = { found: cosigners.length, asked: keys.length };
  return cosigners.length >= quorum
    ? found('proved', 'witnesses-enough', { ...counts, names: cosigners.map(({ key }) => key.name).join(', ') })
    : found('open', 'witnesses-lacking', { ...counts, quorum });
}

const describe = ({ origin, size, root, signatures }: SignedCheckpoint): Required<ReceiptReport>['checkpoint'] => ({
  ...{ origin, size, root },
  key: signatures
    .map(({ key }) => key)
    .filter(({ use }) => use === 'log')
    .map(formatVerifierKey)
    .join(),
  witnesses: signatures.flatMap(({ key, time }) => (time === undefined ? [] : [{ name: key.name, time }])),
});
