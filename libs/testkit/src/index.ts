export { MANUAL_EPOCH, manualClock, type ManualClock } from './manual-clock.ts';
export { manualLoop, realLoop, type ManualLoop, type ManualLoopOptions } from './manual-loop.ts';
export { seededEntropy, seededNumbers } from './seeded-entropy.ts';
export { memoryStore, seededFault, type MemoryStore, type MemoryStoreOptions, type StoreFault } from './memory-store.ts';
export { memoryComponentStore } from './memory-component-store.ts';
