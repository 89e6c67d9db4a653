import { EDIT, type EditList } from './edit-list.ts';
import { EATS_ANY } from './nan-classes.ts';

/**
 * Height of the operand stack, and which operands may be NaNs with bits that the engine chose.
 * Such an operand remembers the (dormant) edit behind the instruction that produced it; when something consumes it that could show its bits, the edit is switched on.
 */
export class OperandStack {
  readonly #edits: EditList;
  #nan = new Int32Array(256).fill(-1);
  /** Number of an operand's value, when it came from a local (card-marks.ts); 0 otherwise. */
  #values = new Int32Array(256);
  /** Operands that remember an edit. */
  #marked = 0;
  height = 0;
  highest = 0;
  /** Bit set of the NaN classes that are canonicalised in this function. */
  classes = 0;

  constructor(edits: EditList) {
    this.#edits = edits;
  }

  clear(): void {
    this.exposeAll();
    this.height = 0;
    this.highest = 0;
    this.classes = 0;
  }

  /** Pushes `count` operands whose bits are certain. */
  push(count: number): void {
    for (let at = this.height; at < this.height + count; at += 1) this.#values[at] = 0;
    this.height += count;
    if (this.height <= this.highest) return;
    this.highest = this.height;
    if (this.height <= this.#nan.length) return;
    const larger = new Int32Array(Math.max(this.height, this.#nan.length * 2)).fill(-1);
    larger.set(this.#nan);
    this.#nan = larger;
    const values = new Int32Array(larger.length);
    values.set(this.#values);
    this.#values = values;
  }

  /** Says that the operand on top is the value of that number. */
  nameTop(value: number): void {
    this.#values[this.height - 1] = value;
  }

  /** Says that the values of the topmost `count` operands are not known. */
  forgetTop(count: number): void {
    this.#values.fill(0, this.height - count, this.height);
  }

  /** The number of the operand so far below the top; 0 when it is not known. */
  valueBelow(depth: number): number {
    return this.#values[this.height - 1 - depth] ?? 0;
  }

  /** Pushes one operand that may be an uncertain NaN, made by the instruction before `edit`. */
  pushUncertain(edit: number): void {
    this.push(1);
    this.#nan[this.height - 1] = edit;
    this.#marked += 1;
  }

  /** Pops `count` operands; `eats` is the NaN class whose bits the consumer cannot show. False when there are too few above `base`. */
  pop(count: number, eats: number, base: number): boolean {
    const to = this.height - count;
    if (to < base) return false;
    if (this.#marked > 0) this.#release(to, eats);
    this.height = to;
    return true;
  }

  #release(from: number, eats: number): void {
    for (let at = from; at < this.height; at += 1) {
      const edit = this.#nan[at]!;
      if (edit < 0) continue;
      this.#nan[at] = -1;
      this.#marked -= 1;
      if (eats !== EATS_ANY && this.#edits.a(edit) !== eats) this.#expose(edit);
    }
  }

  #expose(edit: number): void {
    this.#edits.setKind(edit, EDIT.nan);
    this.classes |= 1 << this.#edits.a(edit);
  }

  /** At control instructions: whatever is on the stack may be shown by code elsewhere. */
  exposeAll(): void {
    if (this.#marked > 0) this.#release(0, 0);
  }

  /** Continues with a known height, after a jump in the code. */
  reset(height: number): void {
    this.exposeAll();
    this.height = 0;
    this.push(height);
  }
}
