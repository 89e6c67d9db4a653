export { checkComponent, type KernelImport } from './component-imports.ts';
export { guestFault } from './guest-fault.ts';
export { type CodePowers, type CodeRequest, type GuestCode, makeGuestCode } from './guest-code.ts';
export { FUEL_RULES, type FuelRules } from '@esta-logic/meter';
export { createLoader, type Loader } from './loader.ts';
export type { InstalledModule, LoaderPowers } from './loader-powers.ts';
export { decodeLock, type GluePin, type ModulePin, type ModulesLock, verifyPinned } from './lock.ts';
export type { ModuleEvaluator, TranspileRequest, Transpiled, Transpiler } from './toolchain-ports.ts';
export { classifyTrap } from './trap-classes.ts';
