import type { Frame } from './control-stack.ts';
import { EDIT, type EditList } from './edit-list.ts';
import type { FuelRules } from './fuel-rules.ts';

/** Paths met whose common payer is too far up to look for. */
const MIXED = -2;
/** Steps to a common payer before a join gets a debit of its own: bounds the work on hostile nesting. */
const MAX_STEPS = 32;

/**
 * Decides where debits stand and how much each takes (docs/spec/meter.md, M2–M4).
 *
 * Code between two control instructions is a *run*. Every run is paid by one debit, its owner, which stands before it on every path, outside of
 * no loop that the run is in; the owner takes the cost of the dearest path through its runs. Function entry and loop heads are debits.
 * A run that would take its owner above `armUnits` becomes a debit itself, at its start, and its owner goes on to pay for what follows the branch.
 * So no instruction runs unpaid, and a debit overpays by at most `armUnits`.
 */
export class DebitPoints {
  readonly #edits: EditList;
  readonly #armUnits: number;
  readonly #safePointUnits: number;
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

  constructor(edits: EditList, { armUnits, safePointUnits }: FuelRules) {
    this.#edits = edits;
    this.#armUnits = armUnits;
    this.#safePointUnits = safePointUnits;
  }

  /** Starts a function: `edit` is its entry, a safe point. */
  begin(edit: number): void {
    this.#own(edit, 0);
    this.#since = 0;
  }

  #own(edit: number, cost: number): void {
    this.#owner = edit;
    this.#cost = cost;
    this.#run = -1;
    this.#runBase = 0;
  }

  /** Charges the owner what the dearest path cost so far. */
  settle(): void {
    this.#edits.raise(this.#owner, this.#cost);
  }

  pay(units: number): void {
    if (units === 0) return;
    this.#cost += units;
    this.#since += units;
    if (this.#run >= 0 && this.#cost > this.#armUnits) this.#splitRun();
  }

  #splitRun(): void {
    this.#edits.raise(this.#owner, this.#runBase);
    this.#edits.setKind(this.#run, EDIT.debit);
    this.#takeOver(this.#run, this.#runBase, this.#cost - this.#runBase);
  }

  /** `edit` pays from where the owner's path had cost `at`; `cost` is its own so far. */
  #takeOver(edit: number, at: number, cost: number): void {
    this.#edits.setParent(edit, this.#owner, at);
    this.#own(edit, cost);
  }

  /** The straight line is so long that a safe point is due before the next instruction. */
  get overdue(): boolean {
    return this.#since >= this.#safePointUnits;
  }

  /** A safe point happened for another reason (a bulk operation). */
  safePointPassed(): void {
    this.#since = 0;
  }

  /** A conditional run starts at byte `pos`. */
  startRun(pos: number): void {
    if (this.#cost === 0) return;
    this.#run = this.#edits.add(pos, 0, EDIT.off);
    this.#runBase = this.#cost;
  }

  /** A new debit with a safe point stands at byte `pos`. */
  forceSafePoint(pos: number): void {
    this.settle();
    this.#takeOver(this.#edits.add(pos, 0, EDIT.check), this.#cost, 0);
    this.#since = 0;
  }

  /** Remembers who pays where a block is entered. */
  enter(frame: Frame): void {
    frame.entryOwner = this.#owner;
    frame.entryCost = this.#cost;
    frame.entrySince = this.#since;
  }

  /** Goes back to who paid where the block was entered: for another arm. */
  resumeEntry(frame: Frame): void {
    this.#own(frame.entryOwner, frame.entryCost);
    this.#since = frame.entrySince;
  }

  /** A loop is entered: its head `edit` pays from here, once for every turn. */
  enterLoop(edit: number): void {
    this.#takeOver(edit, this.#cost, 0);
    this.#since = 0;
  }

  /** A loop is left at its end: whoever paid before it goes on, but the way from the last safe point is the loop's. */
  leaveLoop(frame: Frame, pos: number): void {
    this.#own(frame.entryOwner, frame.entryCost);
    this.startRun(pos);
  }

  /** What the path of `target` cost where `owner`, or one before it, took over from it; MIXED when that is too far up. */
  #costAt(target: number, owner: number, cost: number): number {
    let at = owner;
    let units = cost;
    for (let step = 0; at !== target; step += 1) {
      if (step === MAX_STEPS || at < 0) return MIXED;
      units = this.#edits.parentCost(at);
      at = this.#edits.parent(at);
    }
    return units;
  }

  /** The code at hand branches to the label of `frame`; `leavesLoop` when that lies outside of the innermost loop. */
  branchTo(frame: Frame, leavesLoop: boolean): void {
    this.settle();
    frame.since = frame.reached ? Math.max(frame.since, this.#since) : this.#since;
    if (!frame.reached && !leavesLoop) {
      frame.owner = this.#owner;
      frame.cost = this.#cost;
    } else if (!leavesLoop && frame.owner === this.#owner) {
      frame.cost = Math.max(frame.cost, this.#cost);
    } else {
      this.#meetAtEntry(frame);
    }
    frame.reached = true;
  }

  /** Paths of different payers meet, so whoever paid at the block's entry goes on behind it. */
  #meetAtEntry(frame: Frame): void {
    const here = this.#costAt(frame.entryOwner, this.#owner, this.#cost);
    const there = !frame.reached
      ? here
      : frame.owner === MIXED
        ? MIXED
        : this.#costAt(frame.entryOwner, frame.owner, frame.cost);
    frame.owner = here === MIXED || there === MIXED ? MIXED : frame.entryOwner;
    frame.cost = Math.max(here, there);
  }

  /** Goes on behind the label of `frame`, at byte `pos`, with what arrived there. */
  join(frame: Frame, pos: number): void {
    this.#since = frame.since;
    if (frame.owner === MIXED) {
      this.#own(frame.entryOwner, frame.entryCost);
      this.#takeOver(this.#edits.add(pos, 0, EDIT.debit), frame.entryCost, 0);
      return;
    }
    this.#own(frame.owner, frame.cost);
    this.startRun(pos);
  }

  /** An exception arrives at byte `pos`, from anywhere in the block of `frame`: a debit and a safe point. */
  arriveFromHandler(frame: Frame, pos: number): void {
    this.#own(frame.entryOwner, frame.entryCost);
    this.forceSafePoint(pos);
  }
}
