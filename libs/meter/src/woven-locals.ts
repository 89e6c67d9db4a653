import { STORED } from './instruction-table.ts';
import { NAN } from './nan-classes.ts';
import type { ScannedFunction } from './scan-function.ts';
import { VALUE } from './value-types.ts';

/** Locals that the meter adds behind a function's own. */
export interface WovenLocals {
  readonly groups: readonly (readonly [count: number, type: number])[];
  /** i64: the account at hand. */
  readonly account: number;
  /** i64: depth left inside this frame. */
  readonly depth: number;
  /** i32: length of a bulk operation. */
  readonly length: number;
  /** i32: where a store goes. */
  readonly address: number;
  /** i32 and i64: what it stores; the others share the locals of values that may be NaNs. */
  readonly i32: number;
  readonly i64: number;
  /** i32: the hosted flag at entry. */
  readonly hosted: number;
  /** i32, f32, f64, v128: the value that may be a NaN. */
  readonly f32: number;
  readonly f64: number;
  readonly v128: number;
}

/** Chooses the locals that this function's edits need. */
export function planLocals(f: ScannedFunction, framed: boolean): WovenLocals {
  const groups: (readonly [number, number])[] = [];
  let next = f.locals.count;
  const take = (count: number, type: number): number => {
    const first = next;
    if (count > 0) groups.push([count, type]);
    next += count;
    return first;
  };
  const uses = (...classes: number[]): number => (classes.some((one) => f.nanClasses & (1 << one)) ? 1 : 0);
  const handles = framed && f.catches ? 1 : 0;
  const account = take(1 + handles, VALUE.i64);
  const length = take(f.bulk ? 1 : 0, VALUE.i32);
  const hosted = take(handles, VALUE.i32);
  const stores = (stored: number): number => (f.stores & (1 << stored) ? 1 : 0);
  const address = take(f.stores === 0 ? 0 : 1, VALUE.i32);
  const i32 = take(stores(STORED.i32), VALUE.i32);
  const i64 = take(stores(STORED.i64), VALUE.i64);
  const f32 = take(uses(NAN.f32) | stores(STORED.f32), VALUE.f32);
  const f64 = take(uses(NAN.f64) | stores(STORED.f64), VALUE.f64);
  const v128 = take(uses(NAN.f32x4, NAN.f64x2) | stores(STORED.v128), VALUE.v128);
  return {
    groups,
    account,
    depth: account + 1,
    length,
    address,
    i32,
    i64,
    hosted,
    f32,
    f64,
    v128,
  };
}
