export { createClient, type Client } from './client.ts';
export { CLIENT_HEADER } from './http-call.ts';
export { readNdjson } from './ndjson.ts';
export type { BodyStream, FetchInit, FetchLike, ReadableLike, ResponseLike } from './fetch-like.ts';
export type { ImportControls, Upload } from './import-file.ts';
export {
  IMPORT_STAGES,
  type Balance,
  type BalancesPage,
  type CaseDifference,
  type CaseOutcome,
  type CasesReport,
  type DeadLetter,
  type EmployerSettings,
  type Health,
  type HostSettings,
  type ImportEvent,
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  type ImportStage,
  type InstalledModule,
  type InstallPlan,
  type JsonObject,
  type LogHead,
  type LogProblem,
  type LogReport,
  type MessageToSend,
  type RejectedRow,
  type Series,
  type SeriesPoint,
  type Shifts,
  type WorkedCase,
} from './shapes.ts';
export type { LawClient } from './law-client.ts';
export type { LogKeys, ProofClient, ReceiptOptions } from './proof-client.ts';
export type {
  DecisionReport,
  DecisionStep,
  DueObligation,
  EmployeeFacts,
  KnownPack,
  KnownRule,
  LedgerEntry,
  LedgerReport,
  LedgerYear,
  ObligationsReport,
  StatedFacts,
  YearEndLine,
  YearEndProgress,
  YearEndReport,
  YearEndRequest,
} from './law-shapes.ts';
export { entryCauseWords, entryKindWord, LANGUAGES, type Language } from './law-words.ts';
