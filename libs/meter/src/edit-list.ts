/** What is woven into a function body. `a`, `b`, `c` are said beside each kind; a loop is named by the index of its edit, -1 where there is none. */
export const EDIT = {
  /** A debit that no path needed so far. */
  off: 0,
  /** Function entry. a: units. */
  entry: 1,
  /** Replaces `loop`. a: units, b: 1 when the loop is a leaf, c: 1 when an exception may land here. */
  loop: 2,
  /** A debit. a: units. */
  debit: 3,
  /** A debit with a safe point. a: units. */
  check: 4,
  /** Before a call or a throw: others see the account. a: number of the stretch of code between labels. */
  publish: 5,
  /** After a call: others may have changed the account. a: number of the stretch. */
  reload: 6,
  /** Replaces `return`. a: the label of the function's body, b: the innermost loop. */
  return: 7,
  /** Before a tail call. */
  tail: 8,
  /** Replaces global.get/set of a global that moved. a: new index, c: opcode. */
  global: 9,
  /** Before a bulk operation whose length lies on the stack. a: shift. */
  charge: 10,
  /** Replaces memory.grow. a: memory. */
  grow: 11,
  /** After an instruction that may produce a NaN. a: 1 f32, 2 f64, 3 f32x4, 4 f64x2. */
  nan: 12,
  /** Where a caught exception arrives. */
  handler: 13,
  /** Replaces a store, whose card is marked behind it. a: class of the value (STORES), b: offset of the mark. */
  store: 14,
  /** Replaces memory.fill, memory.copy and memory.init: pays for the length and marks the cards behind it. a: shift. */
  bulkStore: 15,
  /** After the `end` of a loop. b: the loop. */
  loopEnd: 16,
  /** Replaces a branch that leaves its innermost loop. a: label, b: that loop, c: opcode. */
  leave: 17,
  /** Replaces such a `br_table`. a: labels at or above this one leave, b: that loop. */
  leaveTable: 18,
} as const;

const STRIDE = 8;

/** The edits of one function body in the order of their positions; reused from function to function. */
export class EditList {
  #rows = new Int32Array(STRIDE * 1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Appends an edit at byte `pos` that replaces `skip` bytes of input; returns its index. */
  add(pos: number, skip: number, kind: number, a = 0, b = -1, c = 0): number {
    const at = this.length * STRIDE;
    if (at + STRIDE > this.#rows.length) {
      const larger = new Int32Array(this.#rows.length * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    const rows = this.#rows;
    rows[at] = pos;
    rows[at + 1] = skip;
    rows[at + 2] = kind;
    rows[at + 3] = a;
    rows[at + 4] = b;
    rows[at + 5] = c;
    rows[at + 6] = -1;
    rows[at + 7] = 0;
    return this.length++;
  }

  pos(edit: number): number {
    return this.#rows[edit * STRIDE]!;
  }

  skip(edit: number): number {
    return this.#rows[edit * STRIDE + 1]!;
  }

  kind(edit: number): number {
    return this.#rows[edit * STRIDE + 2]!;
  }

  a(edit: number): number {
    return this.#rows[edit * STRIDE + 3]!;
  }

  b(edit: number): number {
    return this.#rows[edit * STRIDE + 4]!;
  }

  c(edit: number): number {
    return this.#rows[edit * STRIDE + 5]!;
  }

  setKind(edit: number, kind: number): void {
    this.#rows[edit * STRIDE + 2] = kind;
  }

  setB(edit: number, b: number): void {
    this.#rows[edit * STRIDE + 4] = b;
  }

  setC(edit: number, c: number): void {
    this.#rows[edit * STRIDE + 5] = c;
  }

  /** Of a debit: the debit that had paid for the code before it, -1 for none. */
  parent(edit: number): number {
    return this.#rows[edit * STRIDE + 6]!;
  }

  /** Of a debit: what its parent's path cost where this one took over. */
  parentCost(edit: number): number {
    return this.#rows[edit * STRIDE + 7]!;
  }

  setParent(edit: number, parent: number, cost: number): void {
    this.#rows[edit * STRIDE + 6] = parent;
    this.#rows[edit * STRIDE + 7] = cost;
  }

  /** Raises the units of a debit to at least `units`. */
  raise(edit: number, units: number): void {
    const at = edit * STRIDE + 3;
    if (this.#rows[at]! < units) this.#rows[at] = units;
  }
}
