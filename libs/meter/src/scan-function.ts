import { ByteReader } from './byte-reader.ts';
import { readBlockType } from './block-type.ts';
import { movedGlobal, checkedFunction, type Moved } from './const-expression.ts';
import { CardMarks, markedOffset } from './card-marks.ts';
import { ControlStack, type Frame } from './control-stack.ts';
import { DebitPoints } from './debit-points.ts';
import { EDIT, EditList } from './edit-list.ts';
import { costsOf, type FuelRules } from './fuel-rules.ts';
import type { FunctionType } from './function-types.ts';
import { skipImmediates } from './immediates.ts';
import {
  CHANGES_TABLE,
  DROPS_SEGMENT,
  FLAT_FC,
  FLAT_FD,
  FORM,
  FORMS,
  POPS,
  PUSHES,
  refusedInstruction,
  STORES,
} from './instruction-table.ts';
import { readLocals, type DeclaredLocals } from './locals.ts';
import type { ModuleFacts } from './module-facts.ts';
import { EATS, PRODUCES } from './nan-classes.ts';
import { OperandStack } from './operand-stack.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';

const FUNCTION_BODY = 0;
const LOCAL_GET = 0x20;
const LOCAL_TEE = 0x22;
/** Bit of a memory argument's alignment: an index of the memory follows. */
const EXPLICIT_MEMORY = 0x40;

/** What the weaver must know of a function besides its edits. */
export interface ScannedFunction {
  readonly type: FunctionType;
  readonly locals: DeclaredLocals;
  /** Byte range of the instructions, the final `end` included. */
  readonly from: number;
  readonly to: number;
  readonly edits: EditList;
  /** The function has calls, so its frame can lie below others. */
  readonly calls: boolean;
  readonly catches: boolean;
  readonly bulk: boolean;
  /** Bit set of NaN classes to canonicalise. */
  readonly nanClasses: number;
  /** Most operands at once. */
  readonly highest: number;
  readonly vectors: boolean;
  /** Bit set of the classes of values (STORES) that stores are tracked of. */
  readonly stores: number;
}

/** Decodes one function body at a time into a list of edits. It builds no tree: one pass, a stack of open blocks, a counter of operands. */
export class FunctionScanner {
  readonly #facts: ModuleFacts;
  readonly #moved: Moved;
  readonly #tracks: boolean;
  readonly #edits = new EditList();
  readonly #control = new ControlStack();
  readonly #operands = new OperandStack(this.#edits);
  readonly #debits: DebitPoints;
  readonly #rules: FuelRules;
  readonly #costs: Int32Array;
  readonly #marks = new CardMarks();
  #live = true;
  /** Number of the stretch of code between labels; only within one does it hold what was known of the account. */
  #stretch = 0;
  #calls = false;
  #catches = false;
  #bulk = false;
  #vectors = false;
  #stores = 0;
  /** Since the scanner was made: some function changes a table, or drops a segment. */
  changesTables = false;
  dropsSegments = false;
  #blockParams = 0;
  #blockResults = 0;

  /** `tracks`: stores mark the cards of the module's one memory. */
  constructor(facts: ModuleFacts, moved: Moved, tracks: boolean, rules: FuelRules) {
    this.#debits = new DebitPoints(this.#edits, rules);
    this.#rules = rules;
    this.#costs = costsOf(rules);
    this.#facts = facts;
    this.#tracks = tracks;
    this.#moved = moved;
  }

  /** Scans the body that `r` spans. The result is valid until the next call. */
  scan(r: ByteReader, type: FunctionType): ScannedFunction {
    const locals = readLocals(r, type.params, type.paramSlots);
    const from = r.pos;
    this.#reset();
    this.#marks.begin(locals.count);
    const body = this.#control.push(FUNCTION_BODY, 0, 0, type.results, true);
    this.#debits.begin(this.#edits.add(from, 0, EDIT.entry));
    this.#debits.enter(body);
    while (this.#control.depth > 0) this.#instruction(r, locals.count);
    if (r.pos !== r.end) refuseMalformed('there is code behind the end of a function', r.pos);
    return {
      type,
      locals,
      from,
      to: r.pos,
      edits: this.#edits,
      calls: this.#calls,
      catches: this.#catches,
      bulk: this.#bulk,
      nanClasses: this.#operands.classes,
      highest: this.#operands.highest,
      vectors: this.#vectors || this.#facts.vectors,
      stores: this.#stores,
    };
  }

  #reset(): void {
    this.#operands.clear();
    this.#edits.clear();
    this.#control.clear();
    this.#live = true;
    this.#calls = false;
    this.#catches = false;
    this.#bulk = false;
    this.#vectors = false;
    this.#stores = 0;
  }

  #flatIndex(r: ByteReader, opcode: number, at: number): number {
    const sub = r.u32();
    if (opcode === 0xfc && sub < 0x20) return FLAT_FC + sub;
    if (opcode === 0xfd && sub < 0x100) {
      this.#vectors = true;
      return FLAT_FD + sub;
    }
    return refuseFeature(refusedInstruction(opcode, sub), at);
  }

  #instruction(r: ByteReader, locals: number): void {
    const at = r.pos;
    const opcode = r.u8();
    const flat = opcode === 0xfc || opcode === 0xfd ? this.#flatIndex(r, opcode, at) : opcode;
    this.changesTables ||= CHANGES_TABLE[flat] === 1;
    this.dropsSegments ||= DROPS_SEGMENT[flat] === 1;
    const form = FORMS[flat]!;
    if (form === 0) refuseFeature(refusedInstruction(opcode, flat >= FLAT_FD ? flat - FLAT_FD : flat - FLAT_FC), at);
    if (this.#live) {
      if (this.#debits.overdue) this.#debits.forceSafePoint(at);
      this.#debits.pay(this.#costs[flat]!);
    }
    if (form >= FORM.control) {
      this.#controlForm(r, form, at, flat);
      return;
    }
    skipImmediates(r, form, locals, this.#moved, at);
    if (!this.#live) return;
    const value = this.#tracks ? this.#track(r, form, at, flat) : 0;
    this.#pop(POPS[flat]!, at, EATS[flat]!);
    if (PRODUCES[flat] !== 0) this.#operands.pushUncertain(this.#edits.add(r.pos, 0, EDIT.off, PRODUCES[flat]));
    else this.#operands.push(PUSHES[flat]!);
    if (value !== 0) this.#operands.nameTop(value);
  }

  /** Follows pointers through locals, and stores; `r` stands behind the instruction. The result is the number of what it pushes, 0 when unknown. */
  #track(r: ByteReader, form: number, at: number, flat: number): number {
    if (form === FORM.local) return this.#trackLocal(new ByteReader(r.bytes, at + 1, r.pos).u32(), flat);
    const stored = STORES[flat]!;
    if (stored === 0) return 0;
    const immediates = new ByteReader(r.bytes, at + 1, r.pos);
    if (flat >= FLAT_FC) immediates.u32();
    if (immediates.u32() & EXPLICIT_MEMORY) immediates.u32();
    const offset = immediates.u32();
    if (!this.#marks.needsMark(this.#operands.valueBelow(1), offset)) return 0;
    this.#edits.add(at, r.pos - at, EDIT.store, stored, markedOffset(offset) | 0);
    this.#stores |= 1 << stored;
    return 0;
  }

  #trackLocal(local: number, flat: number): number {
    if (flat === LOCAL_GET) return this.#marks.valueOf(local);
    const value = this.#marks.assign(local, this.#operands.valueBelow(0));
    return flat === LOCAL_TEE ? value : 0;
  }

  #pop(count: number, at: number, eats = 0): void {
    if (!this.#operands.pop(count, eats, this.#control.top().base))
      refuseMalformed('an instruction has too few operands', at);
  }

  // --- control ---------------------------------------------------------------------------------------------

  #controlForm(r: ByteReader, form: number, at: number, flat: number): void {
    switch (form) {
      case FORM.globalAccess:
        return this.#globalAccess(r, at, flat);
      case FORM.block:
        return this.#block(r, form, at);
      case FORM.loop:
        return this.#loop(r, at);
      case FORM.if:
        return this.#if(r, at);
      case FORM.else:
        return this.#else(r, at);
      case FORM.end:
        return this.#end(r, at);
      case FORM.br:
        return this.#br(r, at, flat);
      case FORM.brIf:
        return this.#brIf(r, at, flat);
      case FORM.brTable:
        return this.#brTable(r, at);
      case FORM.return:
        return this.#return(r, at);
      case FORM.unreachable:
        return this.#stop();
      case FORM.memoryGrow:
        return this.#memoryGrow(r, at);
      case FORM.brOnNull:
      case FORM.brOnNonNull:
        return this.#brOn(r, form, at, flat);
      default:
        return this.#callForm(r, form, at, flat);
    }
  }

  #callForm(r: ByteReader, form: number, at: number, flat: number): void {
    switch (form) {
      case FORM.call:
        return this.#call(r, this.#functionType(r, at), 0, at);
      case FORM.callIndirect:
        return this.#call(r, this.#indirectType(r, at), 1, at);
      case FORM.callRef:
        return this.#call(r, this.#typeAt(r, at), 1, at);
      case FORM.returnCall:
        return this.#tailCall(this.#functionType(r, at), 0, at);
      case FORM.returnCallIndirect:
        return this.#tailCall(this.#indirectType(r, at), 1, at);
      case FORM.returnCallRef:
        return this.#tailCall(this.#typeAt(r, at), 1, at);
      case FORM.bulkBytes:
      case FORM.bulkBytes2:
        return this.#bulkOperation(r, form, this.#rules.bulkShift.bytes, at, flat);
      case FORM.bulkElements:
      case FORM.bulkElements2:
        return this.#bulkOperation(r, form, this.#rules.bulkShift.elements, at, flat);
      default:
        return this.#exceptionForm(r, form, at);
    }
  }

  #exceptionForm(r: ByteReader, form: number, at: number): void {
    this.#control.spoilLeaf();
    switch (form) {
      case FORM.try:
        return this.#block(r, form, at);
      case FORM.tryTable:
        return this.#tryTable(r, at);
      case FORM.catch:
        return this.#catch(r, at, this.#tagParams(r, at));
      case FORM.catchAll:
        return this.#catch(r, at, 0);
      case FORM.delegate:
        if (this.#control.top().kind !== FORM.try) refuseMalformed('a delegate stands outside of a try', at);
        this.#labelIndex(r, at, 1);
        this.#stretch += 1;
        return this.#close(r.pos);
      case FORM.throw:
        this.#tagParams(r, at);
        return this.#throw(at);
      case FORM.rethrow:
        this.#labelIndex(r, at, 0);
        return this.#throw(at);
      default:
        return this.#throw(at);
    }
  }

  /** An exception leaves; whoever catches it goes on with the account. */
  #throw(at: number): void {
    this.#edits.add(at, 0, EDIT.publish, this.#stretch);
    this.#stop();
  }

  /** Nothing behind this point runs, up to the next label that something reaches. */
  #stop(): void {
    this.#operands.exposeAll();
    if (this.#live) this.#debits.settle();
    this.#live = false;
  }

  #globalAccess(r: ByteReader, at: number, flat: number): void {
    const index = r.u32();
    const moved = movedGlobal(index, this.#moved, at);
    if (moved !== index) this.#edits.add(at, r.pos - at, EDIT.global, moved, -1, flat);
    if (!this.#live) return;
    this.#pop(POPS[flat]!, at);
    this.#operands.push(PUSHES[flat]!);
  }

  #readBlockType(r: ByteReader): void {
    const type = readBlockType(r, this.#facts.types);
    this.#blockParams = type.params;
    this.#blockResults = type.results;
    this.#vectors ||= type.vector;
  }

  #open(kind: number, at: number): Frame {
    this.#operands.exposeAll();
    const base = this.#live ? this.#operands.height - this.#blockParams : 0;
    if (this.#live && base < this.#control.top().base) refuseMalformed('a block has too few operands', at);
    const frame = this.#control.push(kind, base, this.#blockParams, this.#blockResults, this.#live);
    this.#marks.openBlock(kind === FORM.loop);
    if (this.#live) {
      this.#debits.settle();
      this.#debits.enter(frame);
    }
    return frame;
  }

  #block(r: ByteReader, form: number, at: number): void {
    this.#readBlockType(r);
    this.#open(form, at);
    if (this.#live) this.#debits.startRun(r.pos);
  }

  #loop(r: ByteReader, at: number): void {
    this.#stretch += 1;
    this.#readBlockType(r);
    this.#control.spoilLeaf();
    const frame = this.#open(FORM.loop, at);
    if (!this.#live) return;
    // every turn brings other values
    this.#operands.forgetTop(this.#blockParams);
    frame.loop = this.#edits.add(at, r.pos - at, EDIT.loop);
    frame.loopFrame = this.#control.depth - 1;
    frame.leaf = this.#blockParams === 0;
    this.#debits.enterLoop(frame.loop);
  }

  #if(r: ByteReader, at: number): void {
    this.#readBlockType(r);
    if (this.#live) this.#pop(1, at);
    this.#open(FORM.if, at);
    if (this.#live) this.#debits.startRun(r.pos);
  }

  #else(r: ByteReader, at: number): void {
    this.#stretch += 1;
    this.#marks.otherArm();
    const frame = this.#control.top();
    if (frame.kind !== FORM.if) refuseMalformed('an else stands without its if', at);
    this.#operands.exposeAll();
    if (this.#live) this.#debits.branchTo(frame, false);
    frame.kind = FORM.else;
    this.#live = frame.liveIn;
    if (!this.#live) return;
    this.#operands.reset(frame.base + frame.params);
    this.#debits.resumeEntry(frame);
    this.#debits.startRun(r.pos);
  }

  #end(r: ByteReader, at: number): void {
    this.#stretch += 1;
    const frame = this.#control.top();
    if (frame.kind === FORM.loop) return this.#endLoop(r, frame);
    if (frame.kind === FORM.if && frame.liveIn) this.#implicitElse(frame, at, r.pos);
    this.#close(r.pos);
  }

  /** An `if` without `else` also continues from its condition. */
  #implicitElse(frame: Frame, at: number, pos: number): void {
    if (frame.params !== frame.results) refuseMalformed('an if without else changes the operands', at);
    if (this.#live) this.#debits.branchTo(frame, false);
    this.#debits.resumeEntry(frame);
    this.#debits.startRun(pos);
    this.#live = true;
  }

  #endLoop(r: ByteReader, frame: Frame): void {
    this.#operands.exposeAll();
    this.#control.depth -= 1;
    this.#marks.closeBlock();
    if (frame.loopFrame !== this.#control.depth) return;
    this.#edits.setB(frame.loop, frame.leaf ? 1 : 0);
    this.#edits.setC(frame.loop, frame.catches ? 1 : 0);
    this.#edits.add(r.pos, 0, EDIT.loopEnd, 0, frame.loop);
    if (!this.#live) return;
    this.#operands.reset(frame.base + frame.results);
    this.#debits.settle();
    this.#debits.leaveLoop(frame, r.pos);
  }

  /** Ends a block, if, try or the function; goes on with whatever arrives at its label. */
  #close(pos: number): void {
    this.#operands.exposeAll();
    const frame = this.#control.top();
    const fallsThrough = this.#live;
    const alone = fallsThrough && !frame.reached && !frame.catches;
    if (fallsThrough && !alone) this.#debits.branchTo(frame, false);
    this.#control.depth -= 1;
    this.#marks.closeBlock();
    if (fallsThrough && this.#control.depth === 0) this.#debits.settle();
    this.#live = fallsThrough || frame.reached || frame.catches;
    if (!this.#live || this.#control.depth === 0) return;
    this.#operands.reset(frame.base + frame.results);
    if (frame.catches) return this.#arriveFromHandler(frame, pos);
    if (!alone) this.#debits.join(frame, pos);
  }

  #arriveFromHandler(frame: Frame, pos: number): void {
    this.#edits.add(pos, 0, EDIT.handler);
    this.#debits.arriveFromHandler(frame, pos);
  }

  #labelIndex(r: ByteReader, at: number, skipped: number): number {
    const label = r.u32();
    const index = this.#control.depth - 1 - skipped - label;
    if (index < 0) refuseMalformed(`there is no label ${label}`, at);
    return index;
  }

  /** Notes a branch to the frame at `index`. */
  #branch(index: number, at: number): void {
    if (!this.#live) return;
    this.#debits.settle();
    const target = this.#control.at(index);
    const arity = target.kind === FORM.loop ? target.params : target.results;
    if (this.#operands.height - arity < this.#control.top().base) refuseMalformed('a branch has too few operands', at);
    if (target.kind !== FORM.loop && index > 0) this.#debits.branchTo(target, index < this.#control.top().loopFrame);
  }

  /** A branch that leaves the innermost loop, which the weaver may have wrapped. */
  #mayLeave(index: number, at: number, pos: number, opcode: number): void {
    const { loop, loopFrame } = this.#control.top();
    if (index < loopFrame) this.#edits.add(at, pos - at, EDIT.leave, this.#control.depth - 1 - index, loop, opcode);
  }

  #br(r: ByteReader, at: number, flat: number): void {
    const index = this.#labelIndex(r, at, 0);
    this.#operands.exposeAll();
    this.#branch(index, at);
    this.#mayLeave(index, at, r.pos, flat);
    this.#live = false;
  }

  #brIf(r: ByteReader, at: number, flat: number): void {
    const index = this.#labelIndex(r, at, 0);
    if (this.#live) this.#pop(1, at);
    this.#operands.exposeAll();
    this.#branch(index, at);
    this.#mayLeave(index, at, r.pos, flat);
    if (this.#live) this.#debits.startRun(r.pos);
  }

  #brTable(r: ByteReader, at: number): void {
    if (this.#live) this.#pop(1, at);
    this.#operands.exposeAll();
    const { loop, loopFrame } = this.#control.top();
    let leaves = false;
    for (let left = r.vectorLength(); left >= 0; left -= 1) {
      const index = this.#labelIndex(r, at, 0);
      this.#branch(index, at);
      leaves ||= index < loopFrame;
    }
    if (leaves) this.#edits.add(at, r.pos - at, EDIT.leaveTable, this.#control.depth - loopFrame, loop);
    this.#live = false;
  }

  #brOn(r: ByteReader, form: number, at: number, flat: number): void {
    const index = this.#labelIndex(r, at, 0);
    this.#operands.exposeAll();
    if (this.#live && form === FORM.brOnNull) this.#pop(1, at);
    this.#branch(index, at);
    this.#mayLeave(index, at, r.pos, flat);
    if (!this.#live) return;
    if (form === FORM.brOnNull) this.#operands.push(1);
    else this.#pop(1, at);
    this.#debits.startRun(r.pos);
  }

  #return(r: ByteReader, at: number): void {
    this.#edits.add(at, r.pos - at, EDIT.return, this.#control.depth - 1, this.#control.top().loop);
    this.#stop();
  }

  // --- calls -----------------------------------------------------------------------------------------------

  #functionType(r: ByteReader, at: number): FunctionType {
    const index = checkedFunction(r.u32(), this.#moved, at);
    return this.#facts.types[this.#facts.functionTypes[index]!]!;
  }

  #typeAt(r: ByteReader, at: number): FunctionType {
    const index = r.u32();
    const type = this.#facts.types[index];
    if (!type) refuseMalformed(`there is no type ${index}`, at);
    return type;
  }

  #indirectType(r: ByteReader, at: number): FunctionType {
    const type = this.#typeAt(r, at);
    r.u32();
    return type;
  }

  #call(r: ByteReader, type: FunctionType, extra: number, at: number): void {
    if (!this.#live) return;
    this.#edits.add(at, 0, EDIT.publish, this.#stretch);
    this.#edits.add(r.pos, 0, EDIT.reload, this.#stretch);
    this.#control.spoilLeaf();
    this.#calls = true;
    this.#pop(type.params + extra, at);
    this.#operands.push(type.results);
  }

  #tailCall(type: FunctionType, extra: number, at: number): void {
    this.#edits.add(at, 0, EDIT.tail);
    if (this.#live) {
      this.#control.spoilLeaf();
      this.#pop(type.params + extra, at);
    }
    this.#stop();
  }

  #memoryGrow(r: ByteReader, at: number): void {
    const memory = r.u32();
    if (memory >= this.#facts.memories.length) refuseMalformed(`there is no memory ${memory}`, at);
    this.#edits.add(at, r.pos - at, EDIT.grow, memory);
    if (!this.#live) return;
    this.#control.spoilLeaf();
    this.#pop(1, at);
    this.#operands.push(1);
  }

  #bulkOperation(r: ByteReader, form: number, shift: number, at: number, flat: number): void {
    r.u32();
    if (form === FORM.bulkBytes2 || form === FORM.bulkElements2) r.u32();
    if (!this.#live) return;
    if (this.#tracks && STORES[flat] !== 0) {
      this.#edits.add(at, r.pos - at, EDIT.bulkStore, shift);
      this.#stores |= 1 << STORES[flat]!;
    } else this.#edits.add(at, 0, EDIT.charge, shift);
    this.#bulk = true;
    this.#control.spoilLeaf();
    this.#debits.safePointPassed();
    this.#pop(POPS[flat]!, at);
    this.#operands.push(PUSHES[flat]!);
  }

  // --- exceptions ------------------------------------------------------------------------------------------

  #tagParams(r: ByteReader, at: number): number {
    const index = r.u32();
    const type = this.#facts.tags[index];
    if (type === undefined) refuseMalformed(`there is no tag ${index}`, at);
    return this.#facts.types[type]!.params;
  }

  #catch(r: ByteReader, at: number, params: number): void {
    this.#stretch += 1;
    this.#marks.otherArm();
    const frame = this.#control.top();
    if (frame.kind !== FORM.try && frame.kind !== FORM.catch) refuseMalformed('a catch stands outside of a try', at);
    this.#operands.exposeAll();
    if (this.#live) this.#debits.branchTo(frame, false);
    frame.kind = FORM.catch;
    this.#live = frame.liveIn;
    if (!this.#live) return;
    this.#catches = true;
    this.#operands.reset(frame.base + params);
    this.#arriveFromHandler(frame, r.pos);
  }

  #tryTable(r: ByteReader, at: number): void {
    this.#readBlockType(r);
    for (let left = r.vectorLength(); left > 0; left -= 1) {
      const kind = r.u8();
      if (kind > 3) refuseMalformed('there is no such kind of catch', at);
      if (kind < 2) this.#tagParams(r, at);
      const target = this.#control.at(this.#labelIndex(r, at, 0));
      if (!this.#live) continue;
      target.catches = true;
      this.#catches = true;
    }
    this.#open(FORM.tryTable, at);
    if (this.#live) this.#debits.startRun(r.pos);
  }
}
