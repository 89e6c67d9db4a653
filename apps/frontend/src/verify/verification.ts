import type { Claim, ReceiptReport } from '@esta-logic/receipt';
import type { Phrase } from '../words/words.ts';

/** What the page asks of its worker. */
export interface VerificationOrder {
  readonly receipt: string;
  /** The verifier key that the reader trusts; empty when none. */
  readonly key: string;
  /** Verifier keys of witnesses that must have cosigned. */
  readonly witnesses: readonly string[];
  /** Components that the reader has added. */
  readonly components: readonly Uint8Array[];
}

/** Why nothing could be checked. */
export interface Problem {
  readonly title: Phrase;
  /** What exactly, in English. */
  readonly detail?: string;
}

/** What the worker tells: each claim as soon as it is settled, then the whole, or why nothing could be checked. */
export type VerificationNews =
  { readonly claim: Claim } | { readonly report: ReceiptReport } | { readonly problem: Problem };
