export { BatchShares, mergeReports, type BatchShare } from './batch-shares.ts';
export {
  crankBatches,
  crankWithHistory,
  processOf,
  seqOfMessage,
  termsOf,
  type CrankBatch,
  type CrankRange,
  type JournalReader,
  type StoredCrank,
} from './crank-batch.ts';
export { divergenceFault, divergenceSentence, type Divergence, type DivergenceKind } from './divergence.ts';
export { memoryComponents } from './memory-components.ts';
export { openJournalFile, type OpenedJournalFile } from './read-journal-file.ts';
export { RecordedModules, type ModuleVersion } from './recorded-modules.ts';
export { BatchReplayer, type BatchReport, type CrankNote } from './replay-batch.ts';
export { replayJournalFile, type FileReplayPowers } from './replay-file.ts';
export type { Output, ReplayOutcome } from './replay-outcome.ts';
export { ReplayTally, type ReplayReport } from './replay-tally.ts';
export { Replayer, type CrankToReplay, type ModuleSource } from './replayer.ts';
export { journalFile } from './write-journal-file.ts';
