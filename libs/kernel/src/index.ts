export { BOOT_PHASES, type BootPhase } from './boot.ts';
export type { DeadLetter } from './dead-letters.ts';
export type { CrankToRepeat, Pace, SecondRun } from './lockstep.ts';
export { Kernel, type SettingsInfo } from './kernel.ts';
export type { KernelOptions } from './kernel-options.ts';
export type { ProcessInfo } from './process-info.ts';
export type { ModuleInfo } from './modules.ts';
export type { Settings, SettingsChange } from './settings.ts';
