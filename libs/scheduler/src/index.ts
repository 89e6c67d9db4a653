export { mayFollow, type Reason } from './process-table.ts';
export { Scheduler, type Decision, type SchedulerOptions, type Transition } from './scheduler.ts';
export { AGING, effectiveRank, longestWait, SLICES, type SliceRow } from './slices.ts';
