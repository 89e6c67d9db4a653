import type { ByteReader } from './byte-reader.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';

export const VALUE = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

/** Abstract heap types that belong to the garbage collection proposal: any, eq, i31, struct, array, none. */
const GC_HEAP = new Set([0x6e, 0x6d, 0x6c, 0x6b, 0x6a, 0x71]);
/** func, extern, exn and their bottoms nofunc, noextern, noexn. */
const KNOWN_HEAP = new Set([0x70, 0x6f, 0x69, 0x73, 0x72, 0x74]);

/** Steps over a heap type: an abstract one, or the index of a function type. */
export function readHeapType(r: ByteReader): void {
  const at = r.pos;
  const value = r.s33();
  if (value >= 0) return;
  const byte = value & 0x7f;
  if (GC_HEAP.has(byte)) refuseFeature('garbage collection (a heap type)', at);
  if (value === -0x0b || byte === 0x75 || byte === 0x68) refuseFeature('stack switching (a heap type)', at);
  if (!KNOWN_HEAP.has(byte)) refuseMalformed('there is no such heap type', at);
}

/** Steps over a value type; true when it is a 128-bit vector, which weighs two slots. */
export function readValueType(r: ByteReader): boolean {
  const at = r.pos;
  const byte = r.u8();
  if (byte >= 0x7c && byte <= 0x7f) return false;
  if (byte === VALUE.v128) return true;
  if (byte === 0x63 || byte === 0x64) {
    readHeapType(r);
    return false;
  }
  if (GC_HEAP.has(byte)) refuseFeature('garbage collection (a reference type)', at);
  if (!KNOWN_HEAP.has(byte)) refuseMalformed(`there is no value type 0x${byte.toString(16)}`, at);
  return false;
}
