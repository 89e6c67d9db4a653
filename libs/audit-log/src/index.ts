export { openLog, type AuditLog, type LogHead, type LogOptions } from './open-log.ts';
export type { LogKeys, LogReader } from './log-keys.ts';
export {
  decodeAuditRecord,
  problemOfEvent,
  type AuditEvent,
  type AuditKind,
  type AuditRecord,
  type CapabilityFields,
  type CrankEvent,
  type CrankLogRecord,
  type CrankSections,
} from './record.ts';
export { verifyLog, type LogProblem, type LogProblemKind, type LogReport, type VerifyOptions } from './verify-log.ts';
export {
  headAt,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyProof,
  type InclusionProof,
  type ProveOptions,
} from './prove.ts';
export { commitmentOf, createSalts, SALT_DIGITS, type Salts } from './salts.ts';
export { decodeWrites, listWrites, type ListedWrite } from './other-writes.ts';
export { formatCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.ts';
export { decodeKeyChain, encodeKeyChain, followKeys, keyInUse, rotateKey, type KeyChain } from './key-chain.ts';
export { cosign, noteSigner, signNote, verifyNote, type NoteSigner, type VerifiedSignature } from './note-signing.ts';
export { formatNote, formatSignature, parseNote, type NoteSignature, type SignedNote } from './signed-note.ts';
export { formatTlogProof, parseTlogProof, type TlogProof } from './tlog-proof.ts';
export {
  formatVerifierKey,
  parseVerifierKey,
  sameKey,
  verifierKey,
  type KeyUse,
  type VerifierKey,
} from './verifier-key.ts';
export {
  CHECKPOINT_FILE,
  KEYS_FILE,
  parseTilePath,
  tilePath,
  tilesBetween,
  type PublishedTile,
} from './published-layout.ts';
export { readPublished } from './published-files.ts';
export {
  publishedCheckpoint,
  publishedKeys,
  readCheckpoint,
  type PublishedReader,
  type SignedCheckpoint,
  type TrustedKeys,
} from './published-log.ts';
export { verifyPublished, type PublishedProblem, type PublishedReport } from './verify-published.ts';
export {
  askOfPublished,
  decodeWitnessState,
  encodeWitnessState,
  formatAddCheckpoint,
  parseAddCheckpoint,
  witnessCheckpoint,
  type AddCheckpoint,
  type Cosigned,
  type WitnessParts,
  type WitnessState,
} from './witness.ts';
export { cosignersOf, withCosignature, type WitnessPolicy } from './cosigners.ts';
export { answerAddCheckpoint, type WitnessAnswer } from './witness-http.ts';
