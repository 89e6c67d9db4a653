export { BatchShares, mergeReports, type BatchShare } from './batch-shares.ts';
export { crankBatches, crankWithHistory, type CrankBatch, type JournalReader, type CrankText } from './crank-batch.ts';
export { divergenceSentence, type Divergence, type DivergenceKind } from './divergence.ts';
export { memoryComponents } from './memory-components.ts';
export { openJournalFile, type OpenedJournalFile } from './read-journal-file.ts';
export type { ModuleVersion } from './pinned-store.ts';
export { RecordedModules } from './recorded-modules.ts';
export { BatchReplayer, type BatchReport, type CrankNote } from './replay-batch.ts';
export { NO_TOOLCHAIN, replayJournalFile, type FileReplayPowers, type Toolchain } from './replay-file.ts';
export type { Output, ReplayOutcome } from './replay-outcome.ts';
export { ReplayTally, type ReplayReport } from './replay-tally.ts';
export { Replayer, type CrankToReplay, type ModuleSource } from './replayer.ts';
export { journalFile } from './write-journal-file.ts';
export {
  forkHistory,
  type Fork,
  type ForkChange,
  type ForkReport,
  type ReplyDifference,
  type StateDifference,
} from './fork.ts';
export { bootOver, bootPast, pastOf, type PastChanges, type PastKernel, type PastPowers } from './past-kernel.ts';
export type { RecordedInstallation } from './past-modules.ts';
export { pastAsOf, type FoldOptions, type Past, type PastSources } from './past-state.ts';
export { readCranks, type CrankSelection } from './read-cranks.ts';
export { processOf } from './record-text.ts';
export type { SnapshotStore } from './snapshot.ts';
export { momentOfSeq, momentOfTime, type Moment } from './past-time.ts';
export { lockstep, type LockstepOptions, type Reference } from './lockstep.ts';
export { changesNothing, planSwap, REHEARSED_CRANKS, type SwapPlan, type SwapPowers } from './plan-swap.ts';
export type { CapabilityChanges } from './capability-changes.ts';
export type { Rehearsal, RehearsedDifference } from './rehearse.ts';
