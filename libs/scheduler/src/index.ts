export { Heap, type HeapOrder } from './heap.ts';
export { Line, Place } from './line.ts';
export { mayFollow, type Reason } from './process-table.ts';
export { Scheduler, type Decision, type SchedulerOptions, type Transition } from './scheduler.ts';
export { AGING, effectiveRank, longestWait, SLICES, type SliceRow } from './slices.ts';
