import {
  fail,
  ok,
  PROCESS_PRIORITIES,
  type ProcessPriority,
  type ProcessState,
  type Result,
} from '@esta-logic/kernel-boundary';
import { Equals } from './equals.ts';
import { Inheritance } from './inheritance.ts';
import { Line } from './line.ts';
import { mayFollow, ProcessRow, type Reason } from './process-table.ts';
import { effectiveRank, leadFor, rankOf, sliceFor, streakFor, turnAfter } from './slices.ts';

/** Who runs next, for how long, and why. */
export interface Decision {
  readonly process: string;
  /** Milliseconds. */
  readonly slice: number;
  readonly reason: Reason;
}

export interface Transition {
  readonly process: string;
  readonly from: ProcessState;
  readonly to: ProcessState;
}

export interface SchedulerOptions {
  /** Processes that may run at once (invariant 13). */
  readonly cores: number;
  readonly onTransition?: (transition: Transition) => void;
}

/** How a process comes back to the ready: its slice is over or was interrupted, its turn is or was, its crank ended, or it had not been running. */
type Return = 'slice-over' | 'slice-left' | 'turn' | 'crank-over' | 'awake';

interface Candidate {
  readonly row: ProcessRow;
  readonly rank: number;
  readonly reason: Reason;
}

/**
 * The process table and its run queue (docs/spec/kernel.md, rules K1 to K9). It reads no clock: every verb takes `now`
 * (milliseconds, monotonic), and the same calls give the same decisions. No verb costs more than O(log n), but for those
 * that lend and take back priorities, which look at everybody who waits for an answer.
 */
export class Scheduler {
  readonly #rows = new Map<string, ProcessRow>();
  readonly #equals: readonly Equals[] = PROCESS_PRIORITIES.map(() => new Equals());
  /** Ready processes by when they last ran. */
  readonly #passedOver = new Line<ProcessRow>();
  readonly #cores: number;
  readonly #onTransition: SchedulerOptions['onTransition'];
  #running = 0;
  #order = 0;
  /** Processes whose crank ended, or that were preempted, before their turn was over, and that have more to do. */
  readonly #unfinished = new Set<ProcessRow>();
  readonly #inheritance = new Inheritance((id, rank, now) => this.#lend(id, rank, now));
  /** When the last turn was over. */
  #lastTurn = -Infinity;
  /** The last slice at a shared rank went to a process that waiting had lifted there. */
  #agedBefore = false;

  constructor({ cores, onTransition }: SchedulerOptions) {
    this.#cores = cores;
    this.#onTransition = onTransition;
  }

  /**
   * Enters a process; it waits for its first message. `group`: those for whose answers others wait together, by default
   * the process alone. Fault: state-refused when the id is taken.
   */
  add(id: string, priority: ProcessPriority, group: string = id): Result<void> {
    if (this.#rows.has(id)) return fail('state-refused', `A process ${id} exists already.`);
    const row = new ProcessRow(id, priority, rankOf(priority));
    this.#rows.set(id, row);
    this.#inheritance.join(id, row.rank, group, 0);
    return this.#move(row, 'waiting', 0);
  }

  /** The only way to change a state. Fault: state-refused for a transition that the table does not have. */
  to(id: string, state: ProcessState, now: number): Result<void> {
    const row = this.#rows.get(id);
    if (!row) return fail('not-found', `There is no process ${id}.`);
    return row.state === state ? ok(undefined) : this.#move(row, state, now);
  }

  /** A running process stands at a safe point and is ready again; what is left of its slice stays its own. */
  preempt(id: string, now: number): Result<void> {
    const row = this.#rows.get(id);
    if (row?.state !== 'running') return fail('state-refused', `The process ${id} does not run.`);
    const { reason, slice } = row.grant!;
    if (reason === 'turn') return this.#move(row, 'ready', now, 'turn');
    row.left = Math.max(0, slice - (now - row.runningSince));
    return this.#move(row, 'ready', now, row.left > 0 ? 'slice-left' : 'slice-over');
  }

  /** Says when the answer is wanted that a process works on; undefined when it has no deadline. */
  setDeadline(id: string, deadline: number | undefined): void {
    const row = this.#rows.get(id);
    if (!row || row.deadline === (deadline ?? Infinity)) return;
    const equals = this.#equals[row.rank]!;
    const ready = row.state === 'ready';
    if (ready) equals.leave(row);
    row.deadline = deadline ?? Infinity;
    if (ready) equals.enter(row);
  }

  /** A process is about to wait for an answer of a group, whose processes run at its priority until it has it, if that is higher than their own. */
  waitsFor(id: string, group: string, now: number): void {
    this.#inheritance.waits(id, group, now);
  }

  /** A process waits for no answer any more. */
  answered(id: string, now: number): void {
    this.#inheritance.answered(id, now);
  }

  /** The priority at which a process runs now: its own, or one that it was lent. */
  priorityOf(id: string): ProcessPriority | undefined {
    return this.#rows.get(id)?.priority;
  }

  /** Picks the process that runs now and moves it to `running`, or undefined when none is ready or every core is busy. */
  next(now: number): Decision | undefined {
    if (this.#running >= this.#cores) return undefined;
    const best = this.#best(now);
    if (!best) return undefined;
    for (const row of this.#unfinished) if (best.rank >= row.turnRank) return this.#grantTurn(row, row.turnLeft, now);
    const passedOver = this.#due(best.row, now);
    return passedOver && passedOver !== best.row ? this.#beginTurn(passedOver, best, now) : this.#grantSlice(best, now);
  }

  /**
   * Whether a running process should give way at its safe point: to a higher rank at once, to an equal when its slice is
   * used up or the equal's deadline is earlier, to anybody when it is time for one who was passed over. A turn gives way
   * only to a rank above those at whose expense it is. With nobody to give way to it begins another slice.
   */
  shouldYield(id: string, now: number): boolean {
    const row = this.#rows.get(id);
    if (row?.state !== 'running') return false;
    const { reason, rank, slice } = row.grant!;
    const spent = now - row.runningSince >= slice;
    const best = this.#best(now);
    if (!best) return spent && this.#goesOn(row, now);
    if (reason === 'turn') return spent || best.rank < rank;
    if (best.rank < rank || this.#due(row, now)) return true;
    if (!spent) return best.rank === rank && best.reason === 'deadline' && best.row.deadline < row.deadline;
    return best.rank <= row.rank || this.#goesOn(row, now);
  }

  stateOf(id: string): ProcessState | undefined {
    return this.#rows.get(id)?.state;
  }

  remove(id: string, now: number): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#inheritance.leave(id, now);
    if (row.state !== 'completed') this.#move(row, 'completed', now);
    this.#rows.delete(id);
  }

  /** Running and ready processes, for leak checks: both are 0 when nothing is going on. */
  load(): { readonly running: number; readonly ready: number; readonly processes: number } {
    return { running: this.#running, ready: this.#passedOver.size, processes: this.#rows.size };
  }

  /** Gives a process another rank: a lent one that is higher than its own, or its own again. */
  #lend(id: string, rank: number, now: number): void {
    const row = this.#rows.get(id)!;
    const to = Math.min(rank, rankOf(row.own));
    if (to === row.rank) return;
    const ready = row.state === 'ready';
    const before = this.#equals[row.rank]!;
    if (ready) before.leave(row);
    before.waitsNoMore(row);
    moveAccount(row, to === rankOf(row.own));
    row.rank = to;
    row.priority = PROCESS_PRIORITIES[to]!;
    row.left = 0;
    const equals = this.#equals[to]!;
    equals.rejoin(row);
    row.lentAccount = row.account;
    if (row.grant && row.grant.reason !== 'turn') row.grant = { ...row.grant, rank: to };
    if (!ready) return;
    row.order = ++this.#order;
    equals.waits(row, now, true);
    equals.enter(row);
  }

  /** The highest rank among the ready, natural or by waiting; at one rank both kinds take turns. */
  #best(now: number): Candidate | undefined {
    let best: Candidate | undefined;
    for (let rank = 0; rank < this.#equals.length; rank++) {
      const equals = this.#equals[rank]!;
      if (equals.size === 0) continue;
      best ??= this.#firstOf(equals, rank);
      const oldest = equals.oldest();
      if (!oldest) continue;
      const lifted = effectiveRank(oldest.priority, now - oldest.agingSince);
      if (lifted < best.rank || (lifted === best.rank && lifted < rank && this.#agedFirst(best.row, oldest)))
        best = { row: oldest, rank: lifted, reason: 'aged' };
    }
    return best;
  }

  /** At one rank those whose own it is and those lifted to it take turns; a slice that was interrupted goes on first. */
  #agedFirst(natural: ProcessRow, aged: ProcessRow): boolean {
    return natural.left === 0 && (aged.left > 0 || !this.#agedBefore);
  }

  #firstOf(equals: Equals, rank: number): Candidate {
    const next = equals.next()!;
    const urgent = equals.urgent(leadFor(next.priority, equals.size / this.#cores));
    return urgent ? { row: urgent, rank, reason: 'deadline' } : { row: next, rank, reason: 'rank' };
  }

  /** Who has been passed over for a whole streak of `favoured` and its like. */
  #due(favoured: ProcessRow, now: number): ProcessRow | undefined {
    const row = this.#passedOver.first();
    if (!row) return undefined;
    const streak = this.#streak(favoured.priority);
    return now - row.servedAt >= streak && now - this.#lastTurn >= streak / this.#cores ? row : undefined;
  }

  /** A slice is used up and nobody else wants the core: the next one begins, at the process's own rank. False: it need not yield. */
  #goesOn(row: ProcessRow, now: number): false {
    const equals = this.#equals[row.rank]!;
    row.account += now - row.runningSince;
    row.sliceKey = row.account;
    row.runningSince = now;
    row.grant = { reason: 'rank', rank: row.rank, slice: sliceFor(row.priority, 1) };
    equals.waitsNoMore(row);
    equals.passed(row);
    return false;
  }

  #streak(priority: ProcessPriority): number {
    return streakFor(priority, this.#passedOver.size + this.#running);
  }

  #beginTurn(row: ProcessRow, { row: favoured, rank }: Candidate, now: number): Decision {
    const slice = turnAfter(this.#streak(favoured.priority));
    this.#lastTurn = now + slice / this.#cores;
    row.turnRank = rank;
    return this.#grantTurn(row, slice, now);
  }

  /** A turn that goes on later is still the same: the streak behind it has begun. */
  #grantTurn(row: ProcessRow, slice: number, now: number): Decision {
    row.grant = { reason: 'turn', rank: row.turnRank, slice };
    this.#move(row, 'running', now);
    return { process: row.id, slice, reason: 'turn' };
  }

  #grantSlice({ row, rank, reason }: Candidate, now: number): Decision {
    const equals = this.#equals[row.rank]!;
    const slice = row.left > 0 ? row.left : sliceFor(PROCESS_PRIORITIES[rank]!, equals.size / this.#cores);
    this.#agedBefore = reason === 'aged';
    row.grant = { reason, rank, slice };
    row.left = 0;
    this.#move(row, 'running', now);
    return { process: row.id, slice, reason };
  }

  #move(row: ProcessRow, to: ProcessState, now: number, how?: Return): Result<void> {
    const from = row.state;
    if (!mayFollow(from, to)) return fail('state-refused', `The process ${row.id} is ${from} and cannot become ${to}.`);
    if (from === 'running') this.#stops(row, now);
    if (from === 'ready') {
      this.#unfinished.delete(row);
      this.#equals[row.rank]!.leave(row);
      this.#passedOver.remove(row.passedOver);
    }
    row.state = to;
    if (to === 'running') {
      this.#running++;
      row.runningSince = now;
    } else if (to === 'ready') this.#becomesReady(row, now, how ?? (from === 'running' ? 'crank-over' : 'awake'));
    else this.#equals[row.rank]!.waitsNoMore(row);
    this.#onTransition?.({ process: row.id, from, to });
    return ok(undefined);
  }

  #stops(row: ProcessRow, now: number): void {
    const { reason, slice } = row.grant!;
    const spent = now - row.runningSince;
    this.#running--;
    row.account += spent;
    row.turnLeft = reason === 'turn' ? Math.max(0, slice - spent) : 0;
    if (reason === 'aged') row.left = Math.max(0, slice - spent);
    // A turn that ended early lets the next streak begin early.
    if (reason === 'turn') this.#lastTurn = Math.min(this.#lastTurn, now);
    row.grant = undefined;
  }

  /**
   * A crank that ends early and is followed by the next costs a process nothing of what it was given: between equals its
   * account says what it had, and a turn, or the slice for which waiting lifted it, goes on.
   */
  #becomesReady(row: ProcessRow, now: number, how: Return): void {
    const equals = this.#equals[row.rank]!;
    if (how !== 'awake' && row.turnLeft > 0) this.#unfinished.add(row);
    const anew = how === 'awake' || how === 'slice-over' || (how === 'crank-over' && row.turnLeft + row.left === 0);
    if (how === 'awake') equals.rejoin(row);
    if (anew) {
      row.left = 0;
      row.order = ++this.#order;
    }
    if (row.left === 0) row.sliceKey = row.account;
    equals.waits(row, now, anew);
    row.servedAt = now;
    equals.enter(row);
    this.#passedOver.append(row.passedOver);
  }
}

/** What a process used at a lent rank is counted among its own equals too, once it is back; elsewhere it begins with what they have. */
function moveAccount(row: ProcessRow, home: boolean): void {
  if (row.priority === row.own) row.ownAccount = row.account;
  else row.ownAccount += row.account - row.lentAccount;
  row.account = home ? row.ownAccount : 0;
}
