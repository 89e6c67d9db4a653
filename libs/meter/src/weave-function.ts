import type { Appendix } from './appendix.ts';
import type { ByteWriter } from './byte-writer.ts';
import { ByteReader } from './byte-reader.ts';
import { LEAF_SLOTS, MAX_FRAME_SLOTS } from './cost-table.ts';
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
  readonly #frameSlots: number;
  readonly counts: WeaveCounts = { debits: 0, safePoints: 0, nanSites: 0, heaviestFrame: 0 };
  /** Of the function at hand: where its branches to slow paths stand, from the start of the body. */
  readonly unlikely: number[] = [];
  #locals!: WovenLocals;
  #edits!: EditList;
  #weight = 0;
  /** The frame is counted, so every way out leads through the epilogue. */
  #framed = false;

  constructor(source: Uint8Array, appendix: Appendix, out: ByteWriter, { frameSlots }: FuelRules) {
    this.#frameSlots = frameSlots;
    this.#source = source;
    this.#appendix = appendix;
    this.#w = out;
  }

  weave(f: ScannedFunction): void {
    this.unlikely.length = 0;
    const slots = this.#frameSlots + f.locals.slots + f.type.paramSlots + f.highest * (f.vectors ? 2 : 1);
    this.#framed = f.calls || slots > LEAF_SLOTS;
    this.#edits = f.edits;
    this.#locals = planLocals(f, this.#framed);
    this.#weight = slots + this.#locals.slots;
    if (this.#weight > MAX_FRAME_SLOTS)
      refuseFeature(`a function whose frame weighs more than ${MAX_FRAME_SLOTS} slots`, f.from);
    this.counts.heaviestFrame = Math.max(this.counts.heaviestFrame, this.#weight);
    this.#declareLocals(f);
    this.#body(f);
    if (this.#framed) this.#epilogue(f);
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
        if (this.#isLeaf(b)) this.#w.u8(0x0b);
        this.#publish(b);
        return true;
      case EDIT.debit:
        this.#debit(a, b);
        return true;
      case EDIT.check:
        this.#check(a, b);
        return true;
      case EDIT.br:
        return this.#br(a, b);
      case EDIT.brIf:
        return this.#brIf(a, b, c);
      case EDIT.brTable:
        return this.#brTable(pos, a, b);
      case EDIT.brOn:
        return this.#brOn(a, b, c);
      case EDIT.return:
        return this.#return(a, b);
      case EDIT.tail:
        if (this.#framed) this.#restoreDepth();
        return true;
      case EDIT.global:
        this.#w.u8(c).u32(a);
        return true;
      case EDIT.charge:
        this.#charge(a);
        return true;
      case EDIT.grow:
        this.#w.u8(0x10).u32(this.#appendix.grow[a]!);
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

  #isLeaf(loop: number): boolean {
    return loop >= 0 && this.#edits.b(loop) === 1;
  }

  #get(local: number): ByteWriter {
    return this.#w.u8(0x20).u32(local);
  }

  #state(opcode: number, global: number): ByteWriter {
    return this.#w.u8(opcode).u32(this.#appendix.globals + global);
  }

  /** account := account - units * UNIT - slots, kept in the local as well. */
  #debitShared(units: number, slots = 0): void {
    this.#state(0x23, STATE.account)
      .u8(0x42)
      .sleb(units * UNIT + slots)
      .op(0x7d, 0x22)
      .u32(this.#locals.account);
    this.#state(0x24, STATE.account);
  }

  /** `if` the i64 on the stack is negative, which is unlikely. */
  #ifNegative(): ByteWriter {
    this.#w.op(0x42, 0x00, 0x53);
    this.unlikely.push(this.#w.length);
    return this.#w.op(0x04, 0x40);
  }

  /** if (local account < 0) slow() */
  #checkShared(): void {
    this.#get(this.#locals.account);
    this.#ifNegative().u8(0x10).u32(this.#appendix.slow).u8(0x0b);
    this.counts.safePoints += 1;
  }

  #entry(units: number, f: ScannedFunction): void {
    if (!this.#framed) {
      this.#debitShared(units);
      this.#checkShared();
      return;
    }
    const { account, depth, hosted } = this.#locals;
    this.#debitShared(units, this.#weight);
    // (account | account << 44) < 0: fuel's sign, or depth's, which is bit 19
    this.#get(account)
      .u8(0x20)
      .u32(account)
      .op(0x42, 64 - DEPTH_BITS, 0x86, 0x84);
    this.#ifNegative().u8(0x10).u32(this.#appendix.slow).u8(0x0b);
    this.counts.safePoints += 1;
    if (f.catches) {
      this.#get(account)
        .u8(0x42)
        .sleb(UNIT - 1)
        .op(0x83, 0x21)
        .u32(depth);
      this.#state(0x23, STATE.hosted).u8(0x21).u32(hosted);
    }
    this.#w.u8(0x02);
    this.#resultType(f.type);
  }

  #resultType(type: FunctionType): void {
    if (type.results === 0) this.#w.u8(0x40);
    else if (type.results === 1) this.#w.run(this.#source, type.resultsFrom, type.resultsTo);
    else this.#w.sleb(this.#appendix.blockTypes.get(type)!);
  }

  #epilogue(f: ScannedFunction): void {
    if (f.catches) this.#unwind();
    this.#restoreDepth();
    this.#w.u8(0x0b);
  }

  /** account := account + weight */
  #restoreDepth(): void {
    this.#state(0x23, STATE.account).u8(0x42).sleb(this.#weight).u8(0x7c);
    this.#state(0x24, STATE.account);
  }

  #unwind(): void {
    this.#get(this.#locals.depth);
    this.#get(this.#locals.hosted).u8(0x10).u32(this.#appendix.unwind);
  }

  #loop(edit: number, pos: number, units: number): void {
    const header = this.#edits.skip(edit);
    if (this.#isLeaf(edit)) return this.#leafLoop(pos, header, units);
    this.#w.run(this.#source, pos, pos + header);
    if (this.#edits.c(edit) === 1 && this.#framed) this.#unwind();
    this.#debitShared(units);
    this.#checkShared();
  }

  /**
   * A loop without calls keeps the account in a local. The slow path leaves the inner loop and enters it again through an outer one,
   * so that the engine sees an inner loop without a call and keeps everything in registers:
   * `local := account; loop loop local -= n; if (local < 0) { local := slowLeaf(local) + n; br outer }; … end end; account := local`
   */
  #leafLoop(pos: number, header: number, units: number): void {
    const account = this.#locals.account;
    this.#state(0x23, STATE.account).u8(0x21).u32(account);
    this.#w.run(this.#source, pos, pos + header).run(this.#source, pos, pos + header);
    this.#get(account)
      .u8(0x42)
      .sleb(units * UNIT)
      .op(0x7d, 0x22)
      .u32(account);
    this.#ifNegative();
    this.#get(account)
      .u8(0x10)
      .u32(this.#appendix.slowLeaf)
      .u8(0x42)
      .sleb(units * UNIT)
      .op(0x7c, 0x21)
      .u32(account)
      .op(0x0c, 0x02, 0x0b);
    this.counts.safePoints += 1;
  }

  /** account := local, where control leaves a leaf loop. */
  #publish(loop: number): void {
    if (!this.#isLeaf(loop)) return;
    this.#get(this.#locals.account);
    this.#state(0x24, STATE.account);
  }

  #debit(units: number, loop: number): void {
    if (units === 0) return;
    this.counts.debits += 1;
    if (!this.#isLeaf(loop)) {
      this.#state(0x23, STATE.account)
        .u8(0x42)
        .sleb(units * UNIT)
        .u8(0x7d);
      this.#state(0x24, STATE.account);
      return;
    }
    this.#get(this.#locals.account)
      .u8(0x42)
      .sleb(units * UNIT)
      .op(0x7d, 0x21)
      .u32(this.#locals.account);
  }

  #check(units: number, loop: number): void {
    if (!this.#isLeaf(loop)) {
      this.#debitShared(units);
      this.#checkShared();
      return;
    }
    const account = this.#locals.account;
    this.#get(account)
      .u8(0x42)
      .sleb(units * UNIT)
      .op(0x7d, 0x22)
      .u32(account);
    this.#ifNegative();
    this.#get(account).u8(0x10).u32(this.#appendix.slowLeaf).u8(0x21).u32(account).u8(0x0b);
    this.counts.safePoints += 1;
  }

  #br(label: number, loop: number): boolean {
    if (!this.#isLeaf(loop)) return false;
    this.#publish(loop);
    this.#w.u8(0x0c).u32(label + 1);
    return true;
  }

  #brIf(label: number, loop: number, arity: number): boolean {
    if (!this.#isLeaf(loop)) return false;
    if (arity > 0) {
      this.#publish(loop);
      this.#w.u8(0x0d).u32(label + 1);
      return true;
    }
    this.#w.op(0x04, 0x40);
    this.#publish(loop);
    this.#w
      .u8(0x0c)
      .u32(label + 2)
      .u8(0x0b);
    return true;
  }

  #brTable(pos: number, leavingFrom: number, loop: number): boolean {
    if (!this.#isLeaf(loop)) return false;
    this.#publish(loop);
    const r = new ByteReader(this.#source, pos + 1);
    const labels = r.u32();
    this.#w.u8(0x0e).u32(labels);
    for (let left = labels; left >= 0; left -= 1) {
      const label = r.u32();
      this.#w.u32(label >= leavingFrom ? label + 1 : label);
    }
    return true;
  }

  #brOn(label: number, loop: number, opcode: number): boolean {
    if (!this.#isLeaf(loop)) return false;
    this.#publish(loop);
    this.#w.u8(opcode).u32(label + 1);
    return true;
  }

  #return(label: number, loop: number): boolean {
    this.#publish(loop);
    if (!this.#framed) return false;
    this.#w.u8(0x0c).u32(this.#isLeaf(loop) ? label + 1 : label);
    return true;
  }

  #localOf(stored: number): number {
    const { i32, i64, f32, f64, v128 } = this.#locals;
    return [i32, i32, i64, f32, f64, v128][stored]!;
  }

  /** `value := …; address := …; store; cards[(address + offset) >> 12] := 1`: behind the store the address is known to be one. */
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
    this.#w.u8(0x10).u32(this.#appendix.charge);
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
