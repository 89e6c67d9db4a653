import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';
import { readHeapType } from './value-types.ts';

/** Extended constant expressions: i32 and i64 add, sub, mul. */
const ARITHMETIC = new Set([0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e]);

/** What moved: globals from `importedGlobals` on lie `shift` higher; functions at and above `functions` do not exist for the guest. */
export interface Moved {
  readonly importedGlobals: number;
  readonly globalShift: number;
  readonly globals: number;
  readonly functions: number;
}

export function movedGlobal(index: number, moved: Moved, at: number): number {
  if (index >= moved.globals) refuseMalformed(`there is no global ${index}`, at);
  return index < moved.importedGlobals ? index : index + moved.globalShift;
}

export function checkedFunction(index: number, moved: Moved, at: number): number {
  if (index >= moved.functions) refuseMalformed(`there is no function ${index}`, at);
  return index;
}

function skipConstant(r: ByteReader, opcode: number, moved: Moved, at: number): void {
  if (opcode === 0x41 || opcode === 0x42) r.skipLeb();
  else if (opcode === 0x43) r.skip(4);
  else if (opcode === 0x44) r.skip(8);
  else if (opcode === 0xd0) readHeapType(r);
  else if (opcode === 0xd2) checkedFunction(r.u32(), moved, at);
  else if (opcode === 0xfd) {
    if (r.u32() !== 12) refuseMalformed('a constant expression holds a vector instruction other than v128.const', at);
    r.skip(16);
  } else if (opcode === 0xfb) refuseFeature('garbage collection (in a constant expression)', at);
  else if (!ARITHMETIC.has(opcode)) refuseMalformed(`a constant expression holds opcode 0x${opcode.toString(16)}`, at);
}

/** Copies a constant expression up to and including its `end`, with global indices moved. */
export function copyConstExpression(r: ByteReader, w: ByteWriter, moved: Moved): void {
  let copied = r.pos;
  for (;;) {
    const at = r.pos;
    const opcode = r.u8();
    if (opcode === 0x0b) break;
    if (opcode !== 0x23) {
      skipConstant(r, opcode, moved, at);
      continue;
    }
    const index = movedGlobal(r.u32(), moved, at);
    w.run(r.bytes, copied, at).u8(0x23).u32(index);
    copied = r.pos;
  }
  w.run(r.bytes, copied, r.pos);
}
