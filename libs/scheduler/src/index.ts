export { mayFollow } from './process-table.ts';
export { Scheduler, type Decision, type SchedulerOptions, type Transition } from './scheduler.ts';
export { AGING, effectiveRank, SLICES, type SliceRow } from './slices.ts';
