import type { ProcessPriority, ProcessState } from '@esta-logic/kernel-boundary';
import { PROCESS_PRIORITIES } from '@esta-logic/kernel-boundary';
import { effectiveRank, longestWait, mayFollow, type Decision, type Transition } from '@esta-logic/scheduler';
import { hold } from './violation.ts';

/** Milliseconds of a window of fairness, and the least part of an equal share in it. */
const WINDOW = 10_000;
const FAIR = 0.8;

interface Watched {
  readonly own: ProcessPriority;
  readonly group: string;
  /** Whose answer it waits for. */
  awaits: string | undefined;
  /** What it has now: its own, or the highest of those who wait for it. */
  priority: ProcessPriority;
  rank: number;
  state: ProcessState;
  /** Since when it is ready, and how many were ready at most meanwhile. */
  readySince: number;
  crowd: number;
  /** It has wanted a core all through the present window. */
  eager: boolean;
  cpu: number;
}

/** An independent account of what the scheduler decides. */
export class SchedulerWatch {
  readonly #cores: number;
  /** Milliseconds between two safe points at most. */
  readonly #safePoint: number;
  readonly #processes = new Map<string, Watched>();
  readonly #ready = new Set<Watched>();
  readonly #running = new Set<Watched>();
  #now = 0;
  #windowStart = 0;
  /** The longest wait and the least fairness seen. */
  readonly seen = { longestWait: 0, fairness: Infinity, windows: 0 };

  constructor(cores: number, safePoint: number) {
    this.#cores = cores;
    this.#safePoint = safePoint;
  }

  add(id: string, own: ProcessPriority, group: string): void {
    const rank = PROCESS_PRIORITIES.indexOf(own);
    const priorities = { own, group, awaits: undefined, priority: own, rank };
    this.#processes.set(id, { ...priorities, state: 'created', readySince: 0, crowd: 0, eager: false, cpu: 0 });
  }

  /** A process waits for an answer of a group; undefined when it has it. */
  waits(process: string, group: string | undefined): void {
    this.#processes.get(process)!.awaits = group;
    for (const one of this.#processes.values()) {
      const rank = this.#highestBehind(one);
      if (rank === one.rank) continue;
      one.rank = rank;
      one.priority = PROCESS_PRIORITIES[rank]!;
      // Its share of this window is of two priorities.
      one.eager = false;
    }
  }

  /** The highest rank among a process and everybody from whom a chain of waiting leads to its group. */
  #highestBehind(process: Watched): number {
    const reached = new Set([process]);
    for (const one of reached)
      for (const other of this.#processes.values()) if (other.awaits === one.group) reached.add(other);
    return Math.min(...[...reached].map(({ own }) => PROCESS_PRIORITIES.indexOf(own)));
  }

  /** Everybody has the priority that those who wait for it lend. */
  checkPriorities(priorityOf: (id: string) => ProcessPriority | undefined): void {
    for (const [id, { priority, own }] of this.#processes) {
      const has = priorityOf(id) ?? priority;
      hold(has === priority, 'K9', () => `${id} (${own}) has ${has} and should have ${priority}`);
    }
  }

  readonly transition = ({ process, from, to }: Transition): void => {
    const one = this.#processes.get(process)!;
    hold(one.state === from && mayFollow(from, to), 'I13', () => `${process} went from ${one.state} to ${to}`);
    one.state = to;
    this.#ready.delete(one);
    this.#running.delete(one);
    if (to === 'running') {
      this.#running.add(one);
      this.#checkWait(process, one);
    } else if (to === 'ready') {
      one.readySince = this.#now;
      one.crowd = 0;
      this.#ready.add(one);
      this.#crowded();
    } else one.eager = false;
    hold(this.#running.size <= this.#cores, 'I13', () => `${this.#running.size} run on ${this.#cores} cores`);
  };

  /** Nobody of a higher rank of its own is passed over but for a turn, or for one whom waiting lifted as high. */
  decided({ process, reason }: Decision): void {
    if (reason === 'turn') return;
    const picked = this.#processes.get(process)!;
    const highest = Math.min(picked.rank, ...[...this.#ready].map(({ rank }) => rank));
    const lifted = reason === 'aged' ? effectiveRank(picked.priority, Infinity) : picked.rank;
    hold(lifted <= highest, 'K1', () => `${process} (${picked.priority}, ${reason}) went before rank ${highest}`);
  }

  /** Time goes on while the running processes run. */
  advance(now: number): void {
    for (const one of this.#running) one.cpu += now - this.#now;
    this.#now = now;
    if (now - this.#windowStart >= WINDOW) this.#closeWindow(now);
  }

  #checkWait(process: string, one: Watched): void {
    const waited = this.#now - one.readySince;
    // A crowd on several cores is no worse off than on one; each turn may have to wait for a safe point.
    const bound = longestWait(one.crowd) + one.crowd * this.#safePoint;
    this.seen.longestWait = Math.max(this.seen.longestWait, waited);
    hold(waited <= bound, 'K5', () => `${process} waited ${waited} ms with ${one.crowd} ready; at most ${bound}`);
  }

  #crowded(): void {
    const crowd = this.#ready.size + this.#running.size;
    for (const one of this.#ready) one.crowd = Math.max(one.crowd, crowd);
  }

  #closeWindow(now: number): void {
    const eager = [...this.#processes.values()].filter((one) => one.eager);
    for (const priority of PROCESS_PRIORITIES) {
      const equals = eager.filter((one) => one.priority === priority);
      if (equals.length < 2) continue;
      const expected = equals.reduce((sum, { cpu }) => sum + cpu, 0) / equals.length;
      if (expected === 0) continue;
      const fairness = Math.min(...equals.map(({ cpu }) => cpu)) / expected;
      this.seen.windows++;
      this.seen.fairness = Math.min(this.seen.fairness, fairness);
      hold(fairness >= FAIR, 'K6', () => `fairness among ${equals.length} of ${priority} was ${fairness} until ${now}`);
    }
    this.#windowStart = now;
    for (const one of this.#processes.values()) {
      one.cpu = 0;
      one.eager = one.state === 'ready' || one.state === 'running';
    }
  }
}
