import { ASSEMBLY_CASES } from './assembly-cases.ts';
import type { HostileCase } from './hostile-case.ts';
import { NATIVE_CASES } from './native-cases.ts';
import { TYPESCRIPT_CASES } from './typescript-cases.ts';

/** Every guest that is let in and then misbehaves, in the order of the report. */
export const HOSTILE_CASES: readonly HostileCase[] = [...TYPESCRIPT_CASES, ...ASSEMBLY_CASES, ...NATIVE_CASES];
