import { performance } from 'node:perf_hooks';
import type { Clock } from '@esta-logic/kernel-boundary';

/** The machine's wall clock, and the process's monotonic one. */
export const nodeClock = (): Clock => ({ now: () => Date.now(), monotonic: () => performance.now() });
