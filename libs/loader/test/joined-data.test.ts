import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, MalformedBinary } from '../src/byte-reader.ts';
import { readCoreModule } from '../src/core-module.ts';
import { joinData } from '../src/joined-data.ts';

const PAGE = 65_536;
type Segment = readonly [at: number, text: string];

const moduleOf = (segments: readonly Segment[], more = '') =>
  parse(
    `(module (memory (export "m") 1) ${more} ${segments.map(([at, text]) => `(data (i32.const ${at}) "${text}")`).join(' ')})`,
  );
const memoryOf = (bytes: Uint8Array): Uint8Array => {
  const { m } = new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)).exports;
  return new Uint8Array((m as WebAssembly.Memory).buffer);
};
function segmentsIn(bytes: Uint8Array): number {
  const data = readCoreModule(bytes).sections.find(({ id }) => id === 11);
  return data ? new ByteReader(data.body).u32() : 0;
}

test('segments that stand near each other become one, and those that are far stay', async () => {
  const joined = joinData(
    await moduleOf([
      [0, 'a'],
      [5, 'bc'],
      [7, 'd'],
      [100, 'e'],
      [65_535, 'f'],
    ]),
  );
  expect(segmentsIn(joined)).toBe(3);
  expect(Buffer.from(memoryOf(joined).subarray(0, 8)).toString()).toBe('a\0\0\0\0bcd');
});

test('whatever its segments are, the memory starts with the same bytes', async () => {
  const segment = fc.tuple(fc.nat(300), fc.stringMatching(/^[a-z]{0,12}$/));
  await fc.assert(
    fc.asyncProperty(fc.array(segment, { maxLength: 20 }), fc.boolean(), async (segments, ascending) => {
      const bytes = await moduleOf(ascending ? segments.toSorted(([one], [other]) => one - other) : segments);
      expect(Buffer.compare(memoryOf(joinData(bytes)), memoryOf(bytes))).toBe(0);
    }),
  );
});

test('an address is read and written again at every width', async () => {
  for (const at of [0, 63, 64, 8191, 8192, 65_530]) {
    const memory = memoryOf(
      joinData(
        await moduleOf([
          [at, 'x'],
          [at + 1, 'y'],
        ]),
      ),
    );
    expect(Buffer.from(memory.subarray(at, at + 2)).toString()).toBe('xy');
  }
});

test('addresses beyond the memory, which are negative constants, are refused by the engine as before', async () => {
  const bytes = await moduleOf([
    [-2, 'x'],
    [-1, 'y'],
  ]);
  expect(segmentsIn(joinData(bytes))).toBe(1);
  expect(() => memoryOf(joinData(bytes))).toThrow(WebAssembly.RuntimeError);
});

test.each([
  ['code may name segments', '(memory 1) (data (i32.const 0) "a") (data (i32.const 1) "b") (func data.drop 0)'],
  ['a segment is passive', '(memory 1) (data (i32.const 0) "a") (data "b")'],
  ['the memory is imported', '(import "a" "m" (memory 1)) (data (i32.const 0) "a") (data (i32.const 1) "b")'],
  [
    'an address is a global',
    '(import "a" "g" (global i32)) (memory 1) (data (i32.const 0) "a") (data (global.get 0) "b")',
  ],
  ['one overwrites another', '(memory 1) (data (i32.const 0) "abc") (data (i32.const 1) "d")'],
  ['they descend', '(memory 1) (data (i32.const 3) "abc") (data (i32.const 1) "d")'],
  ['there are none', '(memory 1)'],
])('where %s, a module stays byte for byte', async (_, text) => {
  const bytes = await parse(`(module ${text})`);
  expect(joinData(bytes)).toBe(bytes);
});

test('bytes changed anywhere give a module or a refusal', async () => {
  const bytes = await moduleOf([
    [PAGE - 9, 'ab'],
    [PAGE - 3, 'c'],
  ]);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
      const changed = bytes.slice();
      changed[at] = byte;
      try {
        expect(joinData(changed).length).toBeGreaterThan(7);
      } catch (problem) {
        expect(problem).toBeInstanceOf(MalformedBinary);
      }
    }),
    { numRuns: 2000 },
  );
});
