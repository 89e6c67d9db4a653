export { CapabilityEngine, type Attenuation, type Demand, type Grant } from './capability-engine.ts';
export { describeNode, type CapabilityNode } from './capability-node.ts';
export { CSpace } from './cspace.ts';
export { coversPattern, isConcrete, matchesPattern } from './resource-pattern.ts';
