import type { ProcessPriority, ProcessState } from '@esta-logic/kernel-boundary';
import { Place } from './line.ts';

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

/** Why a process was picked: it has the highest rank, waiting lifted it, its deadline is next, or it had been passed over. */
export type Reason = 'rank' | 'aged' | 'deadline' | 'turn';

/** What a running process was given. */
export interface Grant {
  readonly reason: Reason;
  /** The rank at which it was picked, of a turn the rank at whose expense it is: only a higher one preempts it. */
  readonly rank: number;
  /** Milliseconds until equals, or everybody after a turn, come before it. */
  readonly slice: number;
}

/** One row of the process table. Times are milliseconds of the caller's monotonic clock. */
export class ProcessRow {
  readonly id: string;
  readonly own: ProcessPriority;
  /** The priority at which it runs now, and its rank: its own, or a higher one that is lent to it. */
  priority: ProcessPriority;
  rank: number;
  /** While a priority is lent: its account among its own equals, and what its present one began with. */
  ownAccount = 0;
  lentAccount = 0;
  state: ProcessState = 'created';
  /** CPU milliseconds, counted from no less than its equals had when it came back from waiting. */
  account = 0;
  /** Its account when its present slice began: equals run by this, so that an interrupted slice goes on first. */
  sliceKey = 0;
  /** Order of becoming ready, which decides between equal accounts. */
  order = 0;
  /** Milliseconds left of a slice in which it was preempted; 0 when it has none. */
  left = 0;
  /** Milliseconds left of a turn in which its crank ended or it was preempted; 0 when it has none. */
  turnLeft = 0;
  /** The rank at whose expense its turn is: only a higher one cuts it short. */
  turnRank = 0;
  /** Since when it has waited for a slice; a turn does not count as one. */
  agingSince = 0;
  /** When it last ran or became ready. */
  servedAt = 0;
  /** When it last began to run. */
  runningSince = 0;
  /** While it runs. */
  grant: Grant | undefined = undefined;
  /** When the answer that it works on is wanted; Infinity for never. */
  deadline = Infinity;
  /** Its places in the heaps of its equals; -1 for none. */
  cpuPlace = -1;
  deadlinePlace = -1;
  /** Its places among those who wait for a slice, and among all who are ready. */
  readonly waiting = new Place<ProcessRow>(this);
  readonly passedOver = new Place<ProcessRow>(this);

  constructor(id: string, priority: ProcessPriority, rank: number) {
    this.id = id;
    this.own = priority;
    this.priority = priority;
    this.rank = rank;
  }
}
