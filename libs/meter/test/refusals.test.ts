import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meter } from '../src/index.ts';
import { assemble } from './assemble.ts';
import { OPTIONS } from './run.ts';
import { wat } from './wat.ts';

const messageOf = (bytes: Uint8Array): { code: number; message: string } => {
  const result = meter(bytes, OPTIONS);
  if (result.ok) throw new Error('expected a refusal');
  return result.fault;
};
/** A module with one function [] -> [] of these instructions. */
const withBody = (...code: number[]): Uint8Array =>
  assemble.module([[0x60, 0, 0]], [{ type: 0, name: 'f', body: [0, ...code, 0x0b] }]);
const withType = (...type: number[]): Uint8Array => assemble.module([type], []);

describe('M12: refused by name', () => {
  it.each([
    [
      'relaxed SIMD',
      wat('(module (func (param v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 0))))'),
    ],
    ['threads and atomics', wat('(module (memory 1 1) (func (drop (i32.atomic.load (i32.const 0)))))')],
    ['shared memory', wat('(module (memory 1 1 shared))')],
    ['memory64', wat('(module (memory i64 1))')],
    ['garbage collection (a struct type)', withType(0x5f, 0)],
    ['garbage collection (an array type)', withType(0x5e, 0x7f, 0)],
    ['garbage collection (a recursive type group)', withType(0x4e, 1, 0x60, 0, 0)],
    ['garbage collection (a reference type)', withType(0x60, 1, 0x6e, 0)],
    ['garbage collection (an instruction', withBody(0xfb, 0)],
    ['garbage collection (ref.eq)', withBody(0xd3)],
    ['stack switching (a continuation type)', withType(0x5d, 0)],
    ['stack switching (suspend)', withBody(0xe2, 0)],
    ['wide arithmetic', withBody(0xfc, 19)],
    ['the unknown opcode 0x27', withBody(0x27)],
    ['the unknown opcode 0xfd 0x9a', withBody(0xfd, 0x9a, 0x01)],
    ['the unknown opcode 0xfc 0x12', withBody(0xfc, 0x12)],
    ['custom page sizes', new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, 4, 1, 8, 1, 0])],
    ['an import from "esta:meter"', wat('(module (import "esta:meter" "account" (global (mut i64))))')],
    ['the component binary format', new Uint8Array([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0])],
    ['the unknown section 14', new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 14, 0])],
  ])('%s', (feature, bytes) => {
    const { code, message } = messageOf(bytes);
    expect(code).toBe(4013);
    expect(message).toContain(feature);
    expect(message).toMatch(/at byte \d+/);
  });
});

describe('M13: what a guest must not reach', () => {
  const f = (...code: number[]): Uint8Array => withBody(...code);
  it.each([
    ['an appended function, by call', f(0x10, 1), 'no function 1'],
    ['an appended function, by tail call', f(0x12, 2), 'no function 2'],
    ['an appended function, by reference', f(0xd2, 1, 0x1a), 'no function 1'],
    ["the meter's own locals", f(0x20, 0, 0x1a), 'no such local'],
    ['the label behind the epilogue', f(0x0c, 1), 'no label 1'],
    ['a state global', f(0x23, 0, 0x1a), 'no global 0'],
    ['an appended type', f(0x41, 0, 0x11, 1, 0), 'no type 1'],
  ])('%s', (_, bytes, message) => {
    expect(messageOf(bytes)).toMatchObject({ code: 4010, message: expect.stringContaining(message) });
  });

  it('neither by export nor by start nor by element', () => {
    const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0];
    const code = [10, 4, 1, 2, 0, 0x0b];
    for (const section of [
      [7, 5, 1, 1, 0x66, 0, 1],
      [7, 5, 1, 1, 0x66, 3, 0],
      [8, 1, 1],
    ]) {
      expect(messageOf(new Uint8Array([...header, ...section, ...code])).code).toBe(4010);
    }
    const element = [4, 4, 1, 0x70, 0, 1, 9, 7, 1, 0, 0x41, 0, 0x0b, 1, 1];
    expect(messageOf(new Uint8Array([...header, ...element, ...code])).code).toBe(4010);
  });

  it('malformed bytes are the fault invalid-component, with the byte', () => {
    expect(messageOf(new Uint8Array(0))).toMatchObject({
      code: 4010,
      message: expect.stringContaining('magic number'),
    });
    expect(messageOf(new Uint8Array(readFileSync(new URL(import.meta.url))))).toMatchObject({ code: 4010 });
    expect(messageOf(withBody(0x0b)).message).toContain('behind the end of a function');
    expect(messageOf(withBody(0x6a)).message).toContain('too few operands');
    expect(messageOf(withBody(0x05)).message).toContain('an else stands without its if');
  });
});
