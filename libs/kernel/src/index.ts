export { BOOT_PHASES, type BootPhase } from './boot.ts';
export type { DeadLetter } from './dead-letters.ts';
export { Kernel, type KernelOptions, type ModuleInfo, type ProcessInfo } from './kernel.ts';
