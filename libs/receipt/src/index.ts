export { SENTENCES, type ClaimValues, type Saying } from './claim-sentences.ts';
export { verdictOf, type Claim, type ClaimName, type ClaimState, type Verdict } from './claims.ts';
export { makeReceipt, parseSections, type ReceiptSources, type ReceiptWishes } from './make-receipt.ts';
export { decodeReceipt, encodeReceipt, type OpenedReceipt, type Receipt, type ShownSection } from './receipt.ts';
export { redactReceipt } from './redact-receipt.ts';
export type { Redaction } from './redaction.ts';
export { verifyReceipt, type Decision, type ReceiptPowers, type ReceiptReport } from './verify-receipt.ts';
