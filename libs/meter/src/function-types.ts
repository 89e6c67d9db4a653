import type { ByteReader } from './byte-reader.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';
import { expectEnd } from './section-index.ts';
import { readValueType } from './value-types.ts';

/** A function type: how many values go in and out, how many slots the parameters weigh, and where its results stand in the input. */
export interface FunctionType {
  readonly params: number;
  readonly paramSlots: number;
  readonly results: number;
  /** Byte range of the results' value types, without their count. */
  readonly resultsFrom: number;
  readonly resultsTo: number;
}

const GC_FORMS: Readonly<Record<number, string>> = {
  0x5f: 'garbage collection (a struct type)',
  0x5e: 'garbage collection (an array type)',
  0x50: 'garbage collection (a subtype)',
  0x4f: 'garbage collection (a final subtype)',
  0x4e: 'garbage collection (a recursive type group)',
  0x5d: 'stack switching (a continuation type)',
};

function readFunctionType(r: ByteReader, seen: { vectors: boolean }): FunctionType {
  const at = r.pos;
  const form = r.u8();
  if (form !== 0x60) {
    const feature = GC_FORMS[form];
    if (feature) refuseFeature(feature, at);
    refuseMalformed(`there is no type form 0x${form.toString(16)}`, at);
  }
  const params = r.vectorLength();
  let paramSlots = params;
  for (let left = params; left > 0; left -= 1) {
    if (!readValueType(r)) continue;
    paramSlots += 1;
    seen.vectors = true;
  }
  const results = r.vectorLength();
  const resultsFrom = r.pos;
  for (let left = results; left > 0; left -= 1) seen.vectors = readValueType(r) || seen.vectors;
  return { params, paramSlots, results, resultsFrom, resultsTo: r.pos };
}

/** Reads the type section; `vectors` says whether any type mentions v128. */
export function readFunctionTypes(r: ByteReader | undefined): { types: readonly FunctionType[]; vectors: boolean } {
  const types: FunctionType[] = [];
  const seen = { vectors: false };
  if (!r) return { types, ...seen };
  for (let left = r.vectorLength(); left > 0; left -= 1) types.push(readFunctionType(r, seen));
  expectEnd(r, 'type');
  return { types, ...seen };
}
