import type { ProcessPriority, ProcessState } from '@esta-logic/kernel-boundary';

/** Which state may follow which (docs/abi/kernel_contract.md, process states). */
const TRANSITIONS: Readonly<Record<ProcessState, readonly ProcessState[]>> = {
  created: ['waiting', 'failed'],
  waiting: ['ready', 'suspended', 'completed', 'failed', 'quarantined'],
  ready: ['running', 'suspended', 'failed', 'quarantined', 'completed', 'waiting'],
  running: ['ready', 'waiting', 'blocked', 'failed', 'quarantined', 'completed', 'suspended'],
  blocked: ['ready', 'suspended', 'failed', 'quarantined', 'completed'],
  suspended: ['ready', 'waiting', 'blocked', 'completed', 'failed'],
  quarantined: ['waiting', 'completed', 'failed'],
  failed: ['waiting', 'completed'],
  completed: [],
};

export const mayFollow = (from: ProcessState, to: ProcessState): boolean => TRANSITIONS[from].includes(to);

/** One row of the process table. Times are milliseconds of the caller's monotonic clock. */
export interface ProcessRow {
  readonly id: string;
  readonly priority: ProcessPriority;
  state: ProcessState;
  /** When it last became ready. */
  readySince: number;
  /** When it last began to run. */
  runningSince: number;
  /** Order of becoming ready, for taking turns among equals. */
  readyOrder: number;
}
