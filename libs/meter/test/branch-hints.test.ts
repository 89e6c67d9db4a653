import { expect, it } from 'vitest';
import { ByteReader } from '../src/byte-reader.ts';
import { OPTIONS, run } from './run.ts';
import { wat } from './wat.ts';

const CUSTOM = 0;
const CODE = 10;
const [I64_LT_S, IF] = [0x53, 0x04];

/** The sections of a module in their order: id, and a reader over the content. */
function sectionsOf(bytes: Uint8Array): { id: number; content: ByteReader }[] {
  const r = new ByteReader(bytes, 8);
  const sections: { id: number; content: ByteReader }[] = [];
  while (r.pos < r.end) {
    const id = r.u8();
    const size = r.u32();
    sections.push({ id, content: new ByteReader(bytes, r.pos, r.pos + size) });
    r.skip(size);
  }
  return sections;
}

/** Where each function body starts: at its vector of locals. */
function bodiesOf(code: ByteReader): number[] {
  return Array.from({ length: code.u32() }, () => {
    const size = code.u32();
    const from = code.pos;
    code.skip(size);
    return from;
  });
}

it('M16: every branch to a slow path that stands in line is hinted to be unlikely, before the code, and nothing else is', async () => {
  const { metered } = run(
    await wat(`(module (import "host" "note" (func $note)) (memory 1)
      (func (export "calls") (call $note))
      (func (export "turns") (param i32)
        (loop $leaf (br_if $leaf (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (loop $calling (call $note) (br_if $calling (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
      (func (export "fills") (memory.fill (i32.const 0) (i32.const 1) (i32.const 8))))`),
    { host: { note: () => {} } },
    OPTIONS,
  );
  const sections = sectionsOf(metered.bytes);
  const at = sections.findIndex(({ id }) => id === CUSTOM);
  const [{ content: hints }, { id: next, content: code }] = [sections[at]!, sections[at + 1]!];
  expect(hints.name()).toBe('metadata.code.branch_hint');
  expect(next).toBe(CODE);
  const bodies = bodiesOf(code);
  const hinted: [index: number, branches: number][] = [];
  for (let functions = hints.u32(); functions > 0; functions -= 1) {
    const index = hints.u32();
    const branches = hints.u32();
    for (let left = branches; left > 0; left -= 1) {
      const offset = hints.u32() + bodies[index - 1]!;
      expect([...metered.bytes.subarray(offset - 1, offset + 1)]).toEqual([I64_LT_S, IF]);
      expect([hints.u8(), hints.u8()]).toEqual([1, 0]);
    }
    hinted.push([index, branches]);
  }
  expect(hints.pos).toBe(hints.end);
  expect(hinted).toEqual([
    [1, 1],
    [2, 3],
    [3, 1],
  ]);
});
