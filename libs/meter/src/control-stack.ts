/** A control frame of the function being scanned: what a block promised, what its end has collected so far. */
export interface Frame {
  kind: number;
  /** Operand height below the block's own operands. */
  base: number;
  params: number;
  results: number;
  /** The block can be entered at all. */
  liveIn: boolean;
  /** Edit of the innermost enclosing loop (this frame's own, when it is a loop), -1 outside of loops. */
  loop: number;
  /** Index of the frame of that loop, -1 outside of loops. */
  loopFrame: number;
  /** For loops: holds no loop, call, bulk operation or handler. */
  leaf: boolean;
  /** An exception may land at this label. */
  catches: boolean;
  /** Something arrives at the label; then who pays and what the dearest path there cost. */
  reached: boolean;
  owner: number;
  cost: number;
  since: number;
  /** Who pays, and how much so far, where the block is entered. */
  entryOwner: number;
  entryCost: number;
  entrySince: number;
}

const emptyFrame = (): Frame => ({
  kind: 0,
  base: 0,
  params: 0,
  results: 0,
  liveIn: false,
  loop: -1,
  loopFrame: -1,
  leaf: false,
  catches: false,
  reached: false,
  owner: -1,
  cost: 0,
  since: 0,
  entryOwner: -1,
  entryCost: 0,
  entrySince: 0,
});

/** The stack of control frames; frames are reused so that scanning allocates nothing per block. */
export class ControlStack {
  #frames: Frame[] = [];
  depth = 0;

  clear(): void {
    this.depth = 0;
  }

  push(kind: number, base: number, params: number, results: number, liveIn: boolean): Frame {
    const frame = (this.#frames[this.depth] ??= emptyFrame());
    const outer = this.depth > 0 ? this.#frames[this.depth - 1]! : undefined;
    frame.kind = kind;
    frame.base = base;
    frame.params = params;
    frame.results = results;
    frame.liveIn = liveIn;
    frame.loop = outer ? outer.loop : -1;
    frame.leaf = false;
    frame.loopFrame = outer ? outer.loopFrame : -1;
    frame.catches = false;
    frame.reached = false;
    this.depth += 1;
    return frame;
  }

  top(): Frame {
    return this.#frames[this.depth - 1]!;
  }

  at(index: number): Frame {
    return this.#frames[index]!;
  }

  /** Marks the innermost loop, if any, as not a leaf. */
  spoilLeaf(): void {
    if (this.depth === 0) return;
    const loopFrame = this.top().loopFrame;
    if (loopFrame >= 0) this.#frames[loopFrame]!.leaf = false;
  }
}
