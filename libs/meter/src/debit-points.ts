import type { Frame } from './control-stack.ts';
import { ARM_UNITS, SAFE_POINT_UNITS } from './cost-table.ts';
import { EDIT, type EditList } from './edit-list.ts';

const MIXED = -2;

/**
 * Decides where debits stand and how much each takes (docs/spec/meter.md, M2–M4).
 *
 * Code between two control instructions is a *run*. Each run belongs to one debit (its owner), which stands before it on every path and takes
 * the cost of the dearest path through its runs. A run that would take its owner above ARM_UNITS gets a debit of its own, at its start.
 * Where paths of different owners meet, and wherever a loop is entered or left, a new debit stands. So no instruction runs unpaid,
 * and a debit overpays by at most ARM_UNITS.
 */
export class DebitPoints {
  readonly #edits: EditList;
  /** Edit that pays for the code at hand. */
  #owner = -1;
  /** Units of the dearest path from the owner to here. */
  #cost = 0;
  /** Units of the dearest path from the last safe point to here. */
  #since = 0;
  /** Dormant edit at the start of the run at hand, -1 when it is the owner's own run. */
  #run = -1;
  /** Value of #cost at the start of the run. */
  #runBase = 0;

  constructor(edits: EditList) {
    this.#edits = edits;
  }

  /** Starts a function: `edit` is its entry, a safe point. */
  begin(edit: number): void {
    this.#own(edit);
    this.#since = 0;
  }

  #own(edit: number): void {
    this.#owner = edit;
    this.#cost = 0;
    this.#run = -1;
    this.#runBase = 0;
  }

  /** Charges the owner what the dearest path cost so far. */
  settle(): void {
    this.#edits.raise(this.#owner, this.#cost);
  }

  pay(units: number): void {
    this.#cost += units;
    this.#since += units;
    if (this.#run >= 0 && this.#cost > ARM_UNITS) this.#splitRun();
  }

  #splitRun(): void {
    this.#edits.raise(this.#owner, this.#runBase);
    this.#edits.setKind(this.#run, EDIT.debit);
    const cost = this.#cost - this.#runBase;
    this.#own(this.#run);
    this.#cost = cost;
  }

  /** The straight line is so long that a safe point is due before the next instruction. */
  get overdue(): boolean {
    return this.#since >= SAFE_POINT_UNITS;
  }

  /** A safe point happened for another reason (a bulk operation). */
  safePointPassed(): void {
    this.#since = 0;
  }

  /** A conditional run starts at byte `pos`. */
  startRun(pos: number, loop: number): void {
    if (this.#cost === 0) return;
    this.#run = this.#edits.add(pos, 0, EDIT.off, 0, loop);
    this.#runBase = this.#cost;
  }

  /** A new debit stands at byte `pos`, in any case; with a safe point when `check`. */
  force(pos: number, loop: number, check: boolean): void {
    this.#own(this.#edits.add(pos, 0, check ? EDIT.check : EDIT.debit, 0, loop));
    if (check) this.#since = 0;
  }

  /** The code at hand branches to the label of `frame`; `leavesLoop` when that lies outside of the innermost loop. */
  branchTo(frame: Frame, leavesLoop: boolean): void {
    const owner = leavesLoop ? MIXED : this.#owner;
    if (!frame.reached) {
      frame.reached = true;
      frame.owner = owner;
      frame.cost = this.#cost;
      frame.since = this.#since;
      return;
    }
    if (frame.owner !== owner) frame.owner = MIXED;
    frame.cost = Math.max(frame.cost, this.#cost);
    frame.since = Math.max(frame.since, this.#since);
  }

  /** Remembers the state at an `if` for its other arm. */
  forkElse(frame: Frame): void {
    frame.elseOwner = this.#owner;
    frame.elseCost = this.#cost;
    frame.elseSince = this.#since;
  }

  /** Takes up the state at the `if` again. */
  resumeElse(frame: Frame): void {
    this.#own(frame.elseOwner);
    this.#cost = frame.elseCost;
    this.#since = frame.elseSince;
  }

  /** Goes on behind the label of `frame`, at byte `pos`, with what arrived there. */
  join(frame: Frame, pos: number, loop: number): void {
    this.#since = frame.since;
    if (frame.owner === MIXED) {
      this.force(pos, loop, false);
      return;
    }
    this.#own(frame.owner);
    this.#cost = frame.cost;
    this.startRun(pos, loop);
  }
}
