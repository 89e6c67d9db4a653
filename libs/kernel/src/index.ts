export { BOOT_PHASES, type BootPhase } from './boot.ts';
export type { DeadLetter } from './dead-letters.ts';
export { Kernel, type KernelOptions, type ProcessInfo } from './kernel.ts';
export type { ModuleInfo } from './modules.ts';
