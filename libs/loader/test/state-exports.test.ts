import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MalformedBinary } from '../src/byte-reader.ts';
import { exportState } from '../src/state-exports.ts';

const built = async (wat: string): Promise<WebAssembly.Module> =>
  new WebAssembly.Module(exportState(await parse(wat)) as Uint8Array<ArrayBuffer>);
const names = (module: WebAssembly.Module): string[] => WebAssembly.Module.exports(module).map(({ name }) => name);

test('every own memory and mutable global gets an export; imported and constant ones do not', async () => {
  const module = await built(`(module
    (import "a" "g" (global $imported (mut i32))) (import "a" "t" (table 1 funcref)) (import "a" "f" (func))
    (memory 1)
    (global (mut i32) (i32.const -5)) (global i32 (i32.const 1)) (global (mut i64) (i64.const 0x7fffffffffffffff))
    (global (mut f32) (f32.const 1.5)) (global (mut f64) (f64.const 2.5)) (global (mut funcref) (ref.null func))
    (global (mut i32) (i32.add (i32.const 2) (i32.const 3))) (global (mut v128) (v128.const i64x2 1 2))
    (func $f (export "f")) (elem declare func $f) (global (mut funcref) (ref.func $f)))`);
  expect(names(module)).toEqual(['f', 'esta:state/m0', ...[1, 3, 4, 5, 6, 7, 8, 9].map((i) => `esta:state/g${i}`)]);
});

test('a module without an export section gets one in its place', async () => {
  const module = await built(
    '(module (memory 1) (global (mut i32) (i32.const 9)) (func $start) (start $start) (data (i32.const 0) "x"))',
  );
  expect(names(module)).toEqual(['esta:state/m0', 'esta:state/g0']);
  expect((new WebAssembly.Instance(module).exports['esta:state/g0'] as WebAssembly.Global).value).toBe(9);
});

test('a module without state stays byte for byte', async () => {
  const bytes = await parse('(module (func (export "f")))');
  expect(exportState(bytes)).toBe(bytes);
});

test('a module that uses the reserved names is refused', async () => {
  const bytes = await parse('(module (memory (export "esta:state/m0") 1))');
  expect(() => exportState(bytes)).toThrow(MalformedBinary);
});

test('bytes changed anywhere give a module or a refusal', async () => {
  const bytes = await parse('(module (memory 1) (global (mut i32) (i32.const 9)) (func (export "f")))');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
      const changed = bytes.slice();
      changed[at] = byte;
      try {
        expect(exportState(changed).length).toBeGreaterThan(7);
      } catch (problem) {
        expect(problem).toBeInstanceOf(MalformedBinary);
      }
    }),
    { numRuns: 2000 },
  );
});
