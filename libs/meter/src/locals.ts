import type { ByteReader } from './byte-reader.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';
import { readValueType } from './value-types.ts';

/** Engines refuse functions with more locals than this (WebAssembly JavaScript interface, "Limits"); the meter adds at most MAX_ADDED. */
const MAX_LOCALS = 50_000;
const MAX_ADDED = 8;

export interface DeclaredLocals {
  /** Groups declared in the body. */
  readonly groups: number;
  /** Byte range of the groups in the input. */
  readonly from: number;
  readonly to: number;
  /** Locals of the function, parameters included. */
  readonly count: number;
  /** What the parameters and locals weigh, in slots of 8 bytes. */
  readonly slots: number;
}

/** Reads the local declarations at the start of a function body. */
export function readLocals(r: ByteReader, params: number, paramSlots: number): DeclaredLocals {
  const at = r.pos;
  const groups = r.vectorLength();
  const from = r.pos;
  let count = params;
  let slots = paramSlots;
  for (let left = groups; left > 0; left -= 1) {
    const some = r.u32();
    count += some;
    slots += readValueType(r) ? some * 2 : some;
    if (count > MAX_LOCALS) refuseMalformed('a function has more than 50,000 locals', at);
  }
  if (count > MAX_LOCALS - MAX_ADDED) refuseFeature(`a function with more than ${MAX_LOCALS - MAX_ADDED} locals`, at);
  return { groups, from, to: r.pos, count, slots };
}
