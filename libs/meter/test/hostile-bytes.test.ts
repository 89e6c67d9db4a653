import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meter } from '../src/index.ts';
import { assemble } from './assemble.ts';
import { programText } from './instruction-tree.ts';
import { programs } from './program-generator.ts';
import { OPTIONS } from './run.ts';
import { wat } from './wat.ts';

/** A module with every section, to damage. */
const RICH =
  wat(`(module (import "a" "g" (global i32)) (import "a" "f" (func (param i32) (result i32))) (tag $t (param i32)) (memory 1 2) (table 3 funcref)
  (global (mut i32) (i32.const 3)) (global f64 (f64.const 1)) (elem (i32.const 0) $run) (data (i32.const 0) "abc") (data $p "def") (export "m" (memory 0))
  (func $run (export "run") (param i32) (result i32) (local f64 v128) (local.set 1 (f64.div (f64.const 0) (f64.const 0)))
    (loop $l (if (local.get 0) (then (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br $l)))) (memory.init $p (i32.const 0) (i32.const 0) (i32.const 2))
    (try (do (throw $t (i32.const 1))) (catch $t (drop))) (block $b (br_table $b $b (local.get 0))) (call 0 (call_indirect (param i32) (result i32) (i32.const 1) (i32.const 0)))))`);

/** Never throws; what it accepts of a valid module is valid, and of an invalid one never becomes valid. */
function judge(bytes: Uint8Array<ArrayBuffer>): void {
  const result = meter(bytes, OPTIONS);
  if (result.ok) expect(WebAssembly.validate(result.value.bytes)).toBe(WebAssembly.validate(bytes));
  else expect(result.fault.code).toBeGreaterThanOrEqual(3002);
}

describe('M14: hostile bytes never throw, never hang, and never turn valid', () => {
  it('every truncation of a module', () => {
    for (let length = 0; length <= RICH.length; length += 1) judge(RICH.slice(0, length));
  });

  it('every byte of a module changed, to several values', () => {
    for (let at = 0; at < RICH.length; at += 1) {
      for (const value of [0x00, 0x01, 0x0b, 0x40, 0x7f, 0x80, 0xff, RICH[at]! ^ 1, RICH[at]! + 1]) {
        const damaged = RICH.slice();
        damaged[at] = value;
        judge(damaged);
      }
    }
  });

  it('random programs with random damage', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(programs, damage, (program, changes) => {
        const bytes = wat(programText(program));
        for (const [at, value] of changes) bytes[8 + (at % (bytes.length - 8))] = value;
        judge(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('random instructions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 40 }), (code) => {
        judge(
          assemble.module(
            [
              [0x60, 0, 0],
              [0x60, 1, 0x7f, 1, 0x7f],
            ],
            [{ type: 0, name: 'f', body: [1, 2, 0x7f, ...code, 0x0b] }],
          ),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('random bytes behind the header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) =>
        judge(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...tail])),
      ),
      { numRuns: 3000 },
    );
  });

  it('lengths and counts that promise more than there is', () => {
    const huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
    for (const id of [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13]) {
      judge(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, id, 5, ...huge]));
      judge(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, id, ...huge]));
    }
    judge(assemble.module([[0x60, 0, 0]], [{ type: 0, name: 'f', body: [1, ...huge, 0x7f, 0x0b] }]));
    judge(assemble.module([[0x60, 0, 0]], [{ type: 0, name: 'f', body: [0, 0x41, 0, 0x0e, ...huge, 0x0b] }]));
  });

  it('nesting twenty thousand deep, with a hundred thousand branches out of all of it, comes to an end', () => {
    const arm = new Array<number>(70).fill(0x01);
    const open = Array.from({ length: 20_000 }, () => [0x02, 0x40, 0x41, 0x00, 0x0d, 0x00, ...arm]).flat();
    const branches = Array.from({ length: 100_000 }, () => [0x41, 0x00, 0x0d, 0x9f, 0x9c, 0x01]).flat();
    const body = Uint8Array.from([0, ...open, ...branches, ...new Array<number>(20_000).fill(0x0b), 0x0b]);
    judge(assemble.module([[0x60, 0, 0]], [{ type: 0, name: 'f', body }]));
  });
});
