import type { ByteReader } from './byte-reader.ts';
import { checkedFunction, type Moved } from './const-expression.ts';
import { FORM } from './instruction-table.ts';
import { refuseMalformed } from './refusal.ts';
import { readHeapType, readValueType } from './value-types.ts';

/** Steps over a memory argument: alignment, perhaps a memory index, offset. */
function skipMemarg(r: ByteReader, at: number): void {
  const align = r.u32();
  if (align >= 0x80) refuseMalformed('an alignment is out of range', at);
  if (align & 0x40) r.u32();
  r.u32();
}

function skipSelectTypes(r: ByteReader): void {
  for (let left = r.vectorLength(); left > 0; left -= 1) readValueType(r);
}

/** Steps over the immediates of a plain instruction; checks those that could name something of the meter's. `locals` is how many the function has. */
export function skipImmediates(r: ByteReader, form: number, locals: number, moved: Moved, at: number): void {
  switch (form) {
    case FORM.none:
      return;
    case FORM.local:
      if (r.u32() >= locals) refuseMalformed('there is no such local', at);
      return;
    case FORM.leb:
      return r.skipLeb();
    case FORM.memarg:
      return skipMemarg(r, at);
    case FORM.memargLane:
      skipMemarg(r, at);
      return r.skip(1);
    case FORM.lane:
      return r.skip(1);
    case FORM.bytes4:
      return r.skip(4);
    case FORM.bytes8:
      return r.skip(8);
    case FORM.bytes16:
      return r.skip(16);
    case FORM.index:
      r.u32();
      return;
    case FORM.heapType:
      return readHeapType(r);
    case FORM.funcRef:
      checkedFunction(r.u32(), moved, at);
      return;
    default:
      return skipSelectTypes(r);
  }
}
