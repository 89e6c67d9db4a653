import type { ByteWriter } from './byte-writer.ts';
import { CARD_SHIFT, DEPTH_BITS, REASON, STATE, UNIT } from './state-globals.ts';

/**
 * Bodies of the functions appended to a module. The guest cannot name them: every index of its own is checked against its own functions.
 * In the listings, A account, H hosted, S saved, W why, Y yield are the state globals; depth(x) is the low half of an account.
 */
export interface BodyContext {
  readonly w: ByteWriter;
  /** Index of the first state global. */
  readonly globals: number;
}

const END = 0x0b;
const IF = [0x04, 0x40];
const NO_LOCALS = 0;
const I64_AND = 0x83;
const I64_ADD = 0x7c;
const I64_SUB = 0x7d;

const get = (c: BodyContext, global: number): ByteWriter => c.w.u8(0x23).u32(c.globals + global);
const set = (c: BodyContext, global: number): ByteWriter => c.w.u8(0x24).u32(c.globals + global);
const i64 = (c: BodyContext, value: number): ByteWriter => c.w.u8(0x42).sleb(value);

/** W := reason; unreachable */
function trap(c: BodyContext, reason: number): void {
  c.w.op(0x41, reason);
  set(c, STATE.why).u8(0x00);
}

/**
 * `slow()`: what a safe point does when fuel or depth is below zero.
 * `if depth(A) < 0: trap(1); if H: trap(2); Y(); if W: unreachable`. The host refuels in Y, or stops the guest by setting W: a trap, which no handler of the guest can catch.
 */
export function slowBody(c: BodyContext, yieldType: number): void {
  c.w.u8(NO_LOCALS);
  get(c, STATE.account);
  i64(c, UNIT / 2).op(I64_AND, 0x50, 0x45, ...IF);
  trap(c, REASON.depth);
  c.w.u8(END);
  get(c, STATE.hosted).op(...IF);
  trap(c, REASON.hostedBudget);
  c.w.u8(END);
  get(c, STATE.yield).u8(0x14).u32(yieldType);
  get(c, STATE.why).op(...IF, 0x00, END, END);
}

/**
 * `slowKept(account: i64) -> i64`: the same for a function that keeps the account in a local.
 * `before := A; A := account; slow(); now := A; A := before + (now - account); return now`.
 * A stays what it was when the function last published it, plus all grants since: so what it says after a trap does not depend on where slices ended.
 */
export function slowKeptBody(c: BodyContext, slow: number): void {
  c.w.op(1, 1, 0x7e);
  get(c, STATE.account).op(0x21, 1, 0x20, 0);
  set(c, STATE.account).u8(0x10).u32(slow);
  get(c, STATE.account);
  get(c, STATE.account).op(0x20, 0, I64_SUB, 0x20, 1, I64_ADD);
  set(c, STATE.account).u8(END);
}

/** `charge(units: i32)`: `A -= units (unsigned) * UNIT; if A < 0: slow()` */
export function chargeBody(c: BodyContext, slow: number): void {
  c.w.u8(NO_LOCALS);
  get(c, STATE.account).op(0x20, 0, 0xad, 0x42, DEPTH_BITS, 0x86, I64_SUB);
  set(c, STATE.account);
  get(c, STATE.account)
    .op(0x42, 0, 0x53, ...IF, 0x10)
    .u32(slow)
    .op(END, END);
}

/** `unwind(depth: i64, hosted: i32)`: a handler caught an exception. `depth(A) := depth; if H != hosted: { A += S; H := hosted }` */
export function unwindBody(c: BodyContext): void {
  c.w.u8(NO_LOCALS);
  get(c, STATE.account);
  i64(c, -UNIT).op(I64_AND, 0x20, 0, 0x84);
  set(c, STATE.account);
  get(c, STATE.hosted).op(0x20, 1, 0x47, ...IF);
  get(c, STATE.account);
  get(c, STATE.saved).u8(I64_ADD);
  set(c, STATE.account).op(0x20, 1);
  set(c, STATE.hosted).op(END, END);
}

/**
 * `grow(pages: i32) -> i32`: memory.grow whose result never depends on the host.
 * `if pages > maximum - size: return -1; charge(pages * unitsPerPage); r := memory.grow(pages); if r == -1: trap(3); return r`
 */
export function growBody(c: BodyContext, memory: number, maximum: number, unitsPerPage: number, charge: number): void {
  c.w
    .op(1, 1, 0x7f, 0x20, 0, 0x41)
    .sleb(maximum)
    .u8(0x3f)
    .u32(memory)
    .op(0x6b, 0x4b, ...IF, 0x41, 0x7f, 0x0f, END);
  c.w.op(0x20, 0, 0x41).sleb(unitsPerPage).op(0x6c, 0x10).u32(charge);
  c.w
    .op(0x20, 0, 0x40)
    .u32(memory)
    .op(0x22, 1, 0x41, 0x7f, 0x46, ...IF);
  trap(c, REASON.hostMemory);
  c.w.op(END, 0x20, 1, END);
}

/** `mark(at: i32, length: i32)`: `if length: fill cards from at >> 12 to (at + length - 1) >> 12 with 1` */
export function markBody(c: BodyContext, cards: number): void {
  c.w.op(NO_LOCALS, 0x20, 1, ...IF);
  c.w.op(0x20, 0, 0x41, CARD_SHIFT, 0x76, 0x41, 1);
  c.w.op(0x20, 0, 0x20, 1, 0x6a, 0x41, 1, 0x6b, 0x41, CARD_SHIFT, 0x76);
  c.w.op(0x20, 0, 0x41, CARD_SHIFT, 0x76, 0x6b, 0x41, 1, 0x6a, 0xfc, 0x0b, cards, END, END);
}

/**
 * A wrapper around a function that the host enters; the outermost one gives it a budget of its own.
 * `outer := H; if !outer: { S := A - depth(A) - budget * UNIT; A -= S; H := 1 }; results := target(params); if !outer: { A += S; H := 0 }`
 */
export function hostedBody(c: BodyContext, target: number, params: number, budget: number): void {
  c.w.op(1, 1, 0x7f);
  get(c, STATE.hosted)
    .u8(0x22)
    .u32(params)
    .op(0x45, ...IF);
  get(c, STATE.account);
  i64(c, -UNIT).u8(I64_AND);
  i64(c, budget * UNIT).u8(I64_SUB);
  set(c, STATE.saved);
  get(c, STATE.account);
  get(c, STATE.saved).u8(I64_SUB);
  set(c, STATE.account).op(0x41, 1);
  set(c, STATE.hosted).u8(END);
  for (let param = 0; param < params; param += 1) c.w.u8(0x20).u32(param);
  c.w
    .u8(0x10)
    .u32(target)
    .u8(0x20)
    .u32(params)
    .op(0x45, ...IF);
  get(c, STATE.account);
  get(c, STATE.saved).u8(I64_ADD);
  set(c, STATE.account).op(0x41, 0);
  set(c, STATE.hosted).op(END, END);
}
