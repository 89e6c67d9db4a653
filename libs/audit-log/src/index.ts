export { openLog, type Appended, type AuditLog, type LogHead, type LogOptions } from './open-log.ts';
export type { LogKeys, LogReader } from './log-keys.ts';
export {
  problemOfEvent,
  type AuditEvent,
  type AuditKind,
  type AuditRecord,
  type CapabilityFields,
  type CrankEvent,
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
export { commitmentOf, type SaltPart, type Salts } from './salts.ts';
export { readSalts } from './read-salts.ts';
