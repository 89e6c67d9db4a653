export { openLog, type Appended, type AuditLog, type LogHead, type LogKeys, type LogOptions } from './open-log.ts';
export {
  problemOfEvent,
  type AuditEvent,
  type AuditKind,
  type AuditRecord,
  type CapabilityFields,
  type CrankEvent,
} from './record.ts';
export { verifyLog, type LogProblem, type LogProblemKind, type LogReport, type VerifyOptions } from './verify-log.ts';
export {
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyProof,
  type InclusionProof,
  type ProveOptions,
} from './prove.ts';
