export {
  type BalanceDecision,
  type BalanceFacts,
  type BalanceResult,
  type Refused,
  balanceDecision,
  ledgerAuthority,
  ledgerDecision,
} from './balance-decision.ts';
export { type CaseDifference, type CaseResult, type WorkedCase, checkCase, differences } from './check-case.ts';
export { type DecideOptions, decide, decideMany, questionNames } from './decide.ts';
export type { Decision } from './decision.ts';
export { type Given, decodeGiven } from './given.ts';
export { loadPack, packFaults } from './load-pack.ts';
export type {
  KnownEmployee,
  Obligation,
  ObligationFacts,
  ObligationKind,
  SizeWatch,
} from './obligations/obligation.ts';
export { type ObligationOptions, obligationsBetween } from './obligations/obligations-between.ts';
export { michigan2025, releasedPack, releasedPacks } from './packs.ts';
export type { Result } from './questions/question.ts';
export type { TraceStep } from './reasoning.ts';
export type { Value } from './value.ts';
export type { RefusalCode } from './refusal.ts';
export { PackHashMismatch, type PackLock, type PackPin, packHash, packLock, pinnedPack } from './pins/pinned-pack.ts';
export { type PackRule, type RulePack, citationOf, packVersion, pinOf } from './rule-pack.ts';
export { decideManyText } from './many/decide-many-text.ts';
export type { LateReport } from './facts/late-reports.ts';
export type { Language } from './sentences/sentence.ts';
export { type CaseColumn, type CaseTable, caseTable } from './table/case-table.ts';
export { decideTable } from './table/decide-table.ts';
export { type DecisionShape, type DecisionTable, expandDecisions } from './table/decision-table.ts';
export { type YearEnd, yearEndDecision } from './year-end-decision.ts';
export { type YearHours, yearHours } from './year-hours.ts';
