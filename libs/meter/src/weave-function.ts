import type { Appendix } from './appendix.ts';
import { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { MAX_FRAME_SLOTS } from './cost-table.ts';
import { EDIT, type EditList } from './edit-list.ts';
import type { FuelRules } from './fuel-rules.ts';
import type { FunctionType } from './function-types.ts';
import { NAN } from './nan-classes.ts';
import { refuseFeature } from './refusal.ts';
import type { ScannedFunction } from './scan-function.ts';
import { CARD_SHIFT, DEPTH_BITS, STATE, UNIT } from './state-globals.ts';
import { planLocals, type WovenLocals } from './woven-locals.ts';

export interface WeaveCounts {
  debits: number;
  safePoints: number;
  nanSites: number;
  /** Weight in slots of the heaviest frame. */
  heaviestFrame: number;
}

/** Writes a scanned function with its edits woven in. Runs between edits are copied whole. */
export class FunctionWeaver {
  readonly #source: Uint8Array;
  readonly #appendix: Appendix;
  readonly #w: ByteWriter;
  readonly #rules: FuelRules;
  readonly counts: WeaveCounts = { debits: 0, safePoints: 0, nanSites: 0, heaviestFrame: 0 };
  /** Of the function at hand: where its branches to slow paths stand, from the start of the body. */
  readonly unlikely: number[] = [];
  #locals!: WovenLocals;
  #edits!: EditList;
  #weight = 0;
  /** The frame is counted. */
  #framed = false;
  /** The account is kept in a local, and in its global only while others can see it; otherwise both say the same. */
  #kept = false;
  /** While the account is kept: the stretch of code in which local and global are known to say the same, -1 for none. */
  #published = -1;

  constructor(source: Uint8Array, appendix: Appendix, out: ByteWriter, rules: FuelRules) {
    this.#rules = rules;
    this.#source = source;
    this.#appendix = appendix;
    this.#w = out;
  }

  weave(f: ScannedFunction): void {
    this.unlikely.length = 0;
    this.#published = -1;
    const { frameSlots, leafSlots } = this.#rules;
    this.#weight = frameSlots + f.locals.slots + f.type.paramSlots + f.highest * (f.vectors ? 2 : 1);
    if (this.#weight > MAX_FRAME_SLOTS)
      refuseFeature(`a function whose frame weighs more than ${MAX_FRAME_SLOTS} slots`, f.from);
    this.counts.heaviestFrame = Math.max(this.counts.heaviestFrame, this.#weight);
    this.#framed = f.calls || this.#weight > leafSlots;
    // A handler finds in the global what the frames above it left there, so a function with handlers keeps nothing.
    this.#kept = !f.catches && (this.#framed || debitsBehindEntry(f.edits));
    this.#edits = f.edits;
    this.#locals = planLocals(f, this.#framed);
    this.#declareLocals(f);
    this.#body(f);
    if (this.#wrapped) this.#epilogue(f);
  }

  /** Every way out leads through the epilogue. */
  get #wrapped(): boolean {
    return this.#framed || this.#kept;
  }

  #declareLocals(f: ScannedFunction): void {
    this.#w.u32(f.locals.groups + this.#locals.groups.length).run(this.#source, f.locals.from, f.locals.to);
    for (const [count, type] of this.#locals.groups) this.#w.u32(count).u8(type);
  }

  #body(f: ScannedFunction): void {
    let copied = f.from;
    for (let edit = 0; edit < f.edits.length; edit += 1) {
      if (f.edits.kind(edit) === EDIT.off) continue;
      const pos = f.edits.pos(edit);
      this.#w.run(this.#source, copied, pos);
      copied = this.#apply(edit, pos, f) ? pos + f.edits.skip(edit) : pos;
    }
    this.#w.run(this.#source, copied, f.to);
  }

  /** Writes one edit; true when it took the place of the bytes it skips. */
  #apply(edit: number, pos: number, f: ScannedFunction): boolean {
    const { a, b, c } = { a: this.#edits.a(edit), b: this.#edits.b(edit), c: this.#edits.c(edit) };
    switch (this.#edits.kind(edit)) {
      case EDIT.entry:
        this.#entry(a, f);
        return true;
      case EDIT.loop:
        this.#loop(edit, pos, a);
        return true;
      case EDIT.loopEnd:
        if (this.#isTurned(b)) this.#w.u8(0x0b);
        return true;
      case EDIT.leave:
        if (this.#isTurned(b)) this.#w.u8(c).u32(a + 1);
        return this.#isTurned(b);
      case EDIT.leaveTable:
        if (this.#isTurned(b)) this.#leaveTable(pos, a);
        return this.#isTurned(b);
      case EDIT.debit:
        if (a > 0) this.counts.debits += 1;
        if (a > 0) this.#debit(a);
        return true;
      case EDIT.check:
        this.#check(a);
        return true;
      case EDIT.publish:
        if (this.#published !== a) this.#publish();
        return true;
      case EDIT.reload:
        this.#reload();
        this.#published = a;
        return true;
      case EDIT.return:
        if (this.#wrapped) this.#w.u8(0x0c).u32(this.#isTurned(b) ? a + 1 : a);
        return this.#wrapped;
      case EDIT.tail:
        this.#leave();
        return true;
      case EDIT.global:
        this.#w.u8(c).u32(a);
        return true;
      case EDIT.charge:
        this.#charge(a);
        return true;
      case EDIT.grow:
        this.#seen(() => this.#w.u8(0x10).u32(this.#appendix.grow[a]!));
        return true;
      case EDIT.store:
        this.#store(a, b, pos, pos + this.#edits.skip(edit));
        return true;
      case EDIT.bulkStore:
        this.#bulkStore(a, pos, pos + this.#edits.skip(edit));
        return true;
      case EDIT.nan:
        this.#canonicalise(a);
        return true;
      default:
        if (this.#framed) this.#unwind();
        return true;
    }
  }

  /** The loop is a leaf whose slow path lies outside of it. */
  #isTurned(loop: number): boolean {
    return this.#kept && loop >= 0 && this.#edits.b(loop) === 1;
  }

  #loop(edit: number, pos: number, units: number): void {
    const header = this.#edits.skip(edit);
    this.#w.run(this.#source, pos, pos + header);
    if (this.#isTurned(edit)) {
      this.#w.run(this.#source, pos, pos + header);
      this.#turnedCheck(units);
      return;
    }
    if (this.#edits.c(edit) === 1 && this.#framed) this.#unwind();
    this.#check(units);
  }

  /**
   * In a loop without calls the slow path leaves the loop and enters it again through one around it, so that the engine
   * sees an inner loop without a call, which it unrolls:
   * `loop loop a -= n; if (a < 0) { a := slowKept(a) + n; br outer } … end end`
   */
  #turnedCheck(units: number): void {
    const { account } = this.#locals;
    this.#get(account);
    this.#subtract(units * UNIT);
    this.#teeAccount();
    this.#ifNegative();
    this.#get(account).u8(0x10).u32(this.#appendix.slowKept).u8(0x42);
    this.#w
      .sleb(units * UNIT)
      .op(0x7c, 0x21)
      .u32(account)
      .op(0x0c, 0x02, 0x0b);
  }

  #leaveTable(pos: number, leavingFrom: number): void {
    const r = new ByteReader(this.#source, pos + 1);
    const labels = r.u32();
    this.#w.u8(0x0e).u32(labels);
    for (let left = labels; left >= 0; left -= 1) {
      const label = r.u32();
      this.#w.u32(label >= leavingFrom ? label + 1 : label);
    }
  }

  #get(local: number): ByteWriter {
    return this.#w.u8(0x20).u32(local);
  }

  #state(opcode: number, global: number): ByteWriter {
    return this.#w.u8(opcode).u32(this.#appendix.globals + global);
  }

  /** Local account := global account. */
  #reload(): void {
    if (this.#kept) this.#state(0x23, STATE.account).u8(0x21).u32(this.#locals.account);
  }

  /** Global account := local account. */
  #publish(): void {
    if (!this.#kept) return;
    this.#get(this.#locals.account);
    this.#state(0x24, STATE.account);
  }

  /** Does something that sees the account, and may change it. */
  #seen(act: () => void): void {
    this.#publish();
    act();
    this.#reload();
    this.#published = -1;
  }

  /** account := account - units * UNIT */
  #debit(units: number): void {
    if (this.#kept) this.#get(this.#locals.account);
    else this.#state(0x23, STATE.account);
    this.#subtract(units * UNIT);
    this.#setAccount();
  }

  #subtract(amount: number): void {
    this.#w.u8(0x42).sleb(amount).u8(0x7d);
  }

  #setAccount(): void {
    if (this.#kept) this.#w.u8(0x21).u32(this.#locals.account);
    else this.#state(0x24, STATE.account);
    this.#published = -1;
  }

  /** The same, and the account stays on the stack as well. */
  #teeAccount(): void {
    this.#w.u8(0x22).u32(this.#locals.account);
    this.#published = -1;
    if (this.#kept) return;
    this.#state(0x24, STATE.account);
    this.#get(this.#locals.account);
  }

  /** A debit with a safe point. */
  #check(units: number): void {
    if (this.#kept) this.#get(this.#locals.account);
    else this.#state(0x23, STATE.account);
    this.#subtract(units * UNIT);
    this.#teeAccount();
    this.#slowIfNegative();
  }

  /** A safe point: `if` the i64 on the stack is negative, which is unlikely. */
  #ifNegative(): void {
    this.counts.safePoints += 1;
    this.#w.op(0x42, 0x00, 0x53);
    this.unlikely.push(this.#w.length);
    this.#w.op(0x04, 0x40);
  }

  /** The same, with `slow()`, or `account := slowKept(account)`. */
  #slowIfNegative(): void {
    this.#ifNegative();
    const { account } = this.#locals;
    if (this.#kept) this.#get(account).u8(0x10).u32(this.#appendix.slowKept).u8(0x21).u32(account);
    else this.#w.u8(0x10).u32(this.#appendix.slow);
    this.#w.u8(0x0b);
  }

  #entry(units: number, f: ScannedFunction): void {
    const { account } = this.#locals;
    this.#state(0x23, STATE.account);
    this.#subtract(units * UNIT + (this.#framed ? this.#weight : 0));
    this.#teeAccount();
    // account | account << 44: negative when fuel is, or depth, whose sign is bit 19
    if (this.#framed)
      this.#w
        .op(0x42, 64 - DEPTH_BITS, 0x86, 0x20)
        .u32(account)
        .u8(0x84);
    this.#slowIfNegative();
    if (this.#framed && f.catches) this.#remember();
    if (!this.#wrapped) return;
    this.#w.u8(0x02);
    this.#resultType(f.type);
  }

  /** What a handler restores. */
  #remember(): void {
    const { account, depth, hosted } = this.#locals;
    this.#get(account)
      .u8(0x42)
      .sleb(UNIT - 1)
      .op(0x83, 0x21)
      .u32(depth);
    this.#state(0x23, STATE.hosted).u8(0x21).u32(hosted);
  }

  #resultType(type: FunctionType): void {
    if (type.results === 0) this.#w.u8(0x40);
    else if (type.results === 1) this.#w.run(this.#source, type.resultsFrom, type.resultsTo);
    else this.#w.sleb(this.#appendix.blockTypes.get(type)!);
  }

  #epilogue(f: ScannedFunction): void {
    if (this.#framed && f.catches) this.#unwind();
    this.#leave();
    this.#w.u8(0x0b);
  }

  /** The frame's slots go back to the account, which others see from here. */
  #leave(): void {
    if (!this.#wrapped) return;
    if (this.#kept) this.#get(this.#locals.account);
    else this.#state(0x23, STATE.account);
    if (this.#framed) this.#w.u8(0x42).sleb(this.#weight).u8(0x7c);
    this.#state(0x24, STATE.account);
  }

  #unwind(): void {
    this.#get(this.#locals.depth);
    this.#get(this.#locals.hosted).u8(0x10).u32(this.#appendix.unwind);
  }

  #localOf(stored: number): number {
    const { i32, i64, f32, f64, v128 } = this.#locals;
    return [i32, i32, i64, f32, f64, v128][stored]!;
  }

  /** `value := …; address := …; store; cards[(address + offset) >> 12] := 1`, with the offset of the mark: behind the store the address is known to be one. */
  #store(stored: number, offset: number, from: number, to: number): void {
    const value = this.#localOf(stored);
    const { address } = this.#locals;
    this.#w.u8(0x21).u32(value).u8(0x22).u32(address);
    this.#get(value).run(this.#source, from, to);
    this.#get(address);
    if (offset !== 0) this.#w.u8(0x41).sleb(offset).u8(0x6a);
    this.#w.op(0x41, CARD_SHIFT, 0x76, 0x41, 1, 0x3a, 0x40).u32(this.#appendix.cards!.memory).u8(0);
  }

  /** The same for a bulk operation, which pays for its length first. */
  #bulkStore(shift: number, from: number, to: number): void {
    const { address, i32, length } = this.#locals;
    this.#w.u8(0x21).u32(length).u8(0x21).u32(i32).u8(0x22).u32(address);
    this.#get(i32);
    this.#get(length);
    this.#charge(shift);
    this.#w.run(this.#source, from, to);
    this.#get(address);
    this.#get(length).u8(0x10).u32(this.#appendix.cards!.mark);
  }

  #charge(shift: number): void {
    const length = this.#locals.length;
    this.#w.u8(0x22).u32(length);
    this.#get(length);
    if (shift > 0) this.#w.op(0x41, shift, 0x76);
    this.#seen(() => this.#w.u8(0x10).u32(this.#appendix.charge));
    this.counts.safePoints += 1;
  }

  /** x == x ? x : the canonical NaN; lane by lane for vectors. */
  #canonicalise(nanClass: number): void {
    this.counts.nanSites += 1;
    const { constant, equal, pick } = CANONICAL_NAN[nanClass]!;
    const local = nanClass === NAN.f32 ? this.#locals.f32 : nanClass === NAN.f64 ? this.#locals.f64 : this.#locals.v128;
    this.#w
      .u8(0x22)
      .u32(local)
      .op(...constant);
    this.#get(local);
    this.#get(local).op(...equal, ...pick);
  }
}

/** Whether any debit stands in a function besides that at its entry. */
function debitsBehindEntry(edits: EditList): boolean {
  for (let edit = 1; edit < edits.length; edit += 1) if (DEBITS.has(edits.kind(edit))) return true;
  return false;
}

const DEBITS: ReadonlySet<number> = new Set([
  EDIT.loop,
  EDIT.debit,
  EDIT.check,
  EDIT.charge,
  EDIT.grow,
  EDIT.bulkStore,
]);

const F32_NAN = [0, 0, 0xc0, 0x7f];
const F64_NAN = [0, 0, 0, 0, 0, 0, 0xf8, 0x7f];
const SELECT = [0x1b];
const BITSELECT = [0xfd, 0x52];

/** By NaN class: a constant with the canonical NaN, the comparison for equality, the choice between two. */
const CANONICAL_NAN: Readonly<
  Record<number, { constant: readonly number[]; equal: readonly number[]; pick: readonly number[] }>
> = {
  [NAN.f32]: { constant: [0x43, ...F32_NAN], equal: [0x5b], pick: SELECT },
  [NAN.f64]: { constant: [0x44, ...F64_NAN], equal: [0x61], pick: SELECT },
  [NAN.f32x4]: {
    constant: [0xfd, 0x0c, ...F32_NAN, ...F32_NAN, ...F32_NAN, ...F32_NAN],
    equal: [0xfd, 0x41],
    pick: BITSELECT,
  },
  [NAN.f64x2]: { constant: [0xfd, 0x0c, ...F64_NAN, ...F64_NAN], equal: [0xfd, 0x47], pick: BITSELECT },
};
