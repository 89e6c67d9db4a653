import type { ByteReader } from './byte-reader.ts';
import type { FunctionType } from './function-types.ts';
import { refuseMalformed } from './refusal.ts';
import { readValueType } from './value-types.ts';

/** How many operands a block takes and leaves; `vector` when its one result is written out as v128. */
export interface BlockType {
  readonly params: number;
  readonly results: number;
  readonly vector: boolean;
}

const EMPTY: BlockType = { params: 0, results: 0, vector: false };
const ONE: BlockType = { params: 0, results: 1, vector: false };
const ONE_VECTOR: BlockType = { params: 0, results: 1, vector: true };

/** Reads a block type: nothing, one value type, or the index of a function type. */
export function readBlockType(r: ByteReader, types: readonly FunctionType[]): BlockType {
  const at = r.pos;
  const byte = r.u8();
  if (byte === 0x40) return EMPTY;
  r.pos = at;
  // one byte with the sign bit of a signed LEB128: a value type
  if ((byte & 0xc0) === 0x40) return readValueType(r) ? ONE_VECTOR : ONE;
  const index = r.s33();
  const type = types[index];
  if (!type) refuseMalformed(`there is no type ${index}`, at);
  return { params: type.params, results: type.results, vector: false };
}
