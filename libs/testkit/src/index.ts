export { MANUAL_EPOCH, manualClock, type ManualClock } from './manual-clock.ts';
export { manualLoop, realLoop, type HostTimers, type ManualLoop, type ManualLoopOptions } from './manual-loop.ts';
export { seededEntropy, seededNumbers } from './seeded-entropy.ts';
export {
  memoryStore,
  seededFault,
  type MemoryStore,
  type MemoryStoreOptions,
  type StoreFault,
} from './memory-store.ts';
export { memoryComponentStore } from './memory-component-store.ts';
export { testDigest } from './test-digest.ts';
export type { ContractRunner } from './contract-runner.ts';
export { DIGEST_VECTORS, digestContract } from './digest-contract.ts';
export { storageProviderContract, type OpenedProvider } from './storage-provider-contract.ts';
export { clockContract } from './clock-contract.ts';
export { hostLoopContract, type OpenedLoop } from './host-loop-contract.ts';
export { entropyContract } from './entropy-contract.ts';
export { signatureVerifierContract, signerContract } from './signature-contract.ts';
export { componentStoreContract, FORBIDDEN_NAMES } from './component-store-contract.ts';
