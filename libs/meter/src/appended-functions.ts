import type { ByteWriter } from './byte-writer.ts';
import { GROW_UNITS_PER_PAGE } from './cost-table.ts';
import { REASON, STATE } from './state-globals.ts';

/**
 * Bodies of the functions appended to a module. The guest cannot name them: every index of its own is checked against its own functions.
 * In the listings, F fuel, D depth, H hosted, S saved, R why, Y yield are the state globals.
 */
export interface BodyContext {
  readonly w: ByteWriter;
  /** Index of the first state global. */
  readonly globals: number;
}

const END = 0x0b;
const IF = [0x04, 0x40];
const NO_LOCALS = 0;

const get = (c: BodyContext, global: number): ByteWriter => c.w.u8(0x23).u32(c.globals + global);
const set = (c: BodyContext, global: number): ByteWriter => c.w.u8(0x24).u32(c.globals + global);
const fuelBelowZero = (c: BodyContext): ByteWriter => get(c, STATE.fuel).op(0x42, 0x00, 0x53);

/** R := reason; unreachable */
function trap(c: BodyContext, reason: number): void {
  c.w.op(0x41, reason);
  set(c, STATE.why).u8(0x00);
}

/**
 * `slow()`: what a safe point does when fuel or depth is below zero.
 * `if D < 0: trap(1); if H: trap(2); Y(); if R: unreachable`. The host refuels in Y, or stops the guest by setting R: a trap, which no handler of the guest can catch.
 */
export function slowBody(c: BodyContext, yieldType: number): void {
  c.w.u8(NO_LOCALS);
  get(c, STATE.depth).op(0x42, 0x00, 0x53, ...IF);
  trap(c, REASON.depth);
  c.w.u8(END);
  get(c, STATE.hosted).op(...IF);
  trap(c, REASON.hostedBudget);
  c.w.u8(END);
  get(c, STATE.yield).u8(0x14).u32(yieldType);
  get(c, STATE.why).op(...IF, 0x00, END, END);
}

/**
 * `slowLeaf(fuel: i64) -> i64`: the same for a loop that keeps its fuel in a local.
 * `before := F; F := fuel; slow(); granted := F - fuel; now := F; F := before + granted; return now`.
 * F stays what it was at the loop's entry plus all grants since: so what it says after a trap inside the loop does not depend on where slices ended.
 */
export function slowLeafBody(c: BodyContext, slow: number): void {
  c.w.op(1, 1, 0x7e);
  get(c, STATE.fuel).op(0x21, 1, 0x20, 0);
  set(c, STATE.fuel).u8(0x10).u32(slow);
  get(c, STATE.fuel);
  get(c, STATE.fuel).op(0x20, 0, 0x7d, 0x20, 1, 0x7c);
  set(c, STATE.fuel).u8(END);
}

/** `charge(units: i32)`: `F -= units (unsigned); if F < 0: slow()` */
export function chargeBody(c: BodyContext, slow: number): void {
  c.w.u8(NO_LOCALS);
  get(c, STATE.fuel).op(0x20, 0, 0xad, 0x7d);
  set(c, STATE.fuel);
  fuelBelowZero(c).op(...IF, 0x10).u32(slow).op(END, END);
}

/** `unwind(depth: i64, hosted: i32)`: a handler caught an exception. `D := depth; if H != hosted: { F += S; H := hosted }` */
export function unwindBody(c: BodyContext): void {
  c.w.op(NO_LOCALS, 0x20, 0);
  set(c, STATE.depth);
  get(c, STATE.hosted).op(0x20, 1, 0x47, ...IF);
  get(c, STATE.fuel);
  get(c, STATE.saved).u8(0x7c);
  set(c, STATE.fuel).op(0x20, 1);
  set(c, STATE.hosted).op(END, END);
}

/**
 * `grow(pages: i32) -> i32`: memory.grow whose result never depends on the host.
 * `if pages > maximum - size: return -1; charge(pages * GROW_UNITS_PER_PAGE); r := memory.grow(pages); if r == -1: trap(3); return r`
 */
export function growBody(c: BodyContext, memory: number, maximum: number, charge: number): void {
  c.w.op(1, 1, 0x7f, 0x20, 0, 0x41).sleb(maximum).u8(0x3f).u32(memory).op(0x6b, 0x4b, ...IF, 0x41, 0x7f, 0x0f, END);
  c.w.op(0x20, 0, 0x41).sleb(GROW_UNITS_PER_PAGE).op(0x6c, 0x10).u32(charge);
  c.w.op(0x20, 0, 0x40).u32(memory).op(0x22, 1, 0x41, 0x7f, 0x46, ...IF);
  trap(c, REASON.hostMemory);
  c.w.op(END, 0x20, 1, END);
}

/**
 * A wrapper around a function that the host enters; the outermost one gives it a budget of its own.
 * `outer := H; if !outer: { S := F - budget; F := budget; H := 1 }; results := target(params); if !outer: { F += S; H := 0 }`
 */
export function hostedBody(c: BodyContext, target: number, params: number, budget: number): void {
  c.w.op(1, 1, 0x7f);
  get(c, STATE.hosted).u8(0x22).u32(params).op(0x45, ...IF);
  get(c, STATE.fuel).u8(0x42).sleb(budget).u8(0x7d);
  set(c, STATE.saved).u8(0x42).sleb(budget);
  set(c, STATE.fuel).op(0x41, 1);
  set(c, STATE.hosted).u8(END);
  for (let param = 0; param < params; param += 1) c.w.u8(0x20).u32(param);
  c.w.u8(0x10).u32(target).u8(0x20).u32(params).op(0x45, ...IF);
  get(c, STATE.fuel);
  get(c, STATE.saved).u8(0x7c);
  set(c, STATE.fuel).op(0x41, 0);
  set(c, STATE.hosted).op(END, END);
}
