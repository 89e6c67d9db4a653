export { BOOT_PHASES, type BootPhase } from './boot.ts';
export type { DeadLetter } from './dead-letters.ts';
export type { CrankToRepeat, SecondRun } from './lockstep.ts';
export { Kernel, type KernelOptions, type ProcessInfo } from './kernel.ts';
export type { ModuleInfo } from './modules.ts';
