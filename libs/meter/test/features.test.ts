import { describe, expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { run, runPlain } from './run.ts';
import { wat } from './wat.ts';

type Call = readonly [name: string, ...values: readonly unknown[]];

/** Runs the same calls on the module as it came and metered; both must say the same, and twice the same fuel. */
function sameBothWays(text: string, calls: readonly Call[]): void {
  const bytes = wat(text);
  const plain = runPlain(bytes);
  const first = run(bytes);
  const second = run(bytes);
  for (const [name, ...values] of calls) {
    const { result, error, fuel } = first.call(name, ...values);
    expect(error, name).toBeUndefined();
    expect(result, name).toEqual(plain[name]!(...(values as never[])));
    expect(fuel, name).toBeGreaterThan(0);
    expect(second.call(name, ...values).fuel, name).toBe(fuel);
  }
}

describe('M1: what a component may contain means the same metered', () => {
  it('globals of the module keep their meaning though their indices move', () => {
    sameBothWays(
      `(module (global $a (mut i32) (i32.const 3)) (global $b i32 (i32.const 4)) (export "a" (global $a))
        (table 4 funcref) (elem (offset (i32.const 1)) $f) (memory 1) (data (i32.const 8) "hello")
        (func $f (result i32) (global.set $a (i32.add (global.get $a) (global.get $b))) (global.get $a))
        (func (export "indirect") (result i32) (call_indirect (result i32) (i32.const 1)))
        (func (export "byte") (result i32) (i32.load8_u (i32.const 9))))`,
      [['indirect'], ['indirect'], ['byte']],
    );
  });

  it('multi-value blocks, loops with parameters and functions with several results', () => {
    sameBothWays(
      `(module (type $two (func (result i32 i64)))
        (func $pair (type $two) (if (result i32 i64) (i32.const 1) (then (i32.const 5) (i64.const 6)) (else (i32.const 7) (i64.const 8))) (return))
        (func (export "pair") (result i32 i64) (call $pair))
        (func (export "sum") (param i32) (result i32) (i32.const 0) (local.get 0)
          (loop $l (param i32 i32) (result i32) (local.set 0) (local.get 0) (i32.add)
            (local.get 0) (i32.const 1) (i32.sub) (local.tee 0) (br_if $l (local.get 0)) (drop))))`,
      [['pair'], ['sum', 10]],
    );
  });

  it('leaf loops left by br, br_if with and without operands, br_table and return', () => {
    sameBothWays(
      `(module
        (func (export "run") (param $n i32) (param $how i32) (result i32) (local $i i32)
          (block $out (result i32)
            (block $b (block $a
              (loop $l
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $l (i32.lt_u (local.get $i) (local.get $n)))
                (br_if $b (i32.eq (local.get $how) (i32.const 1)))
                (drop (br_if $out (i32.const 77) (i32.eq (local.get $how) (i32.const 2))))
                (if (i32.eq (local.get $how) (i32.const 3)) (then (return (local.get $i))))
                (if (i32.eq (local.get $how) (i32.const 4)) (then (br $out (i32.const 99))))
                (if (i32.lt_u (local.get $i) (i32.const 50)) (then (br $l)))
                (br_table $a $b $l $a (i32.const 1))))
              (return (i32.const 11)))
            (i32.add (local.get $i) (i32.const 1000))))
        (func (export "wrapped") (param i32 i32) (result i32) (local i32)
          (drop (call 0 (i32.const 1) (i32.const 1)))
          (loop $l (local.set 2 (i32.add (local.get 2) (i32.const 1))) (if (i32.gt_u (local.get 2) (local.get 0)) (then (return (local.get 2)))) (br $l)) (i32.const 5)))`,
      [
        ['run', 5, 0],
        ['run', 5, 1],
        ['run', 5, 2],
        ['run', 5, 3],
        ['run', 60, 4],
        ['run', 60, 9],
        ['wrapped', 9, 1],
      ],
    );
  });

  it('unreachable code after branches, also with labels outside of leaf loops', () => {
    sameBothWays(
      `(module (func (export "f") (param i32) (result i32) (block $b (loop $l (br $b) (br_if $b (i32.const 1)) (br $b)
         (block (br $b) (loop (br $b) (global.set $g (i32.const 1)))))) (return (i32.const 4)) (drop (return (i32.const 2))))
        (global $g (mut i32) (i32.const 0)))`,
      [['f', 1]],
    );
  });

  it('bulk memory and table operations', () => {
    sameBothWays(
      `(module (memory 1) (data $d "abcdefgh") (table $t 10 funcref) (elem $e func $f $f) (func $f (result i32) (i32.const 42))
        (func (export "bytes") (result i32) (memory.init $d (i32.const 4) (i32.const 0) (i32.const 8)) (memory.copy (i32.const 20) (i32.const 4) (i32.const 8))
          (memory.fill (i32.const 22) (i32.const 7) (i32.const 2)) (data.drop $d) (i32.load (i32.const 20)))
        (func (export "tables") (result i32) (table.init $t $e (i32.const 1) (i32.const 0) (i32.const 2)) (table.copy (i32.const 3) (i32.const 1) (i32.const 2))
          (elem.drop $e) (drop (table.grow $t (ref.null func) (i32.const 5))) (table.fill $t (i32.const 6) (ref.func $f) (i32.const 3))
          (i32.add (table.size $t) (call_indirect (result i32) (i32.const 7)))))`,
      [['bytes'], ['tables']],
    );
  });

  it('vectors', () => {
    sameBothWays(
      `(module (memory 1) (func (export "f") (param i32) (result i32) (local v128)
        (local.set 1 (i32x4.splat (local.get 0))) (local.set 1 (i32x4.add (local.get 1) (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (local.get 1) (local.get 1))))
        (v128.store (i32.const 16) (local.get 1)) (v128.store8_lane 3 (i32.const 0) (local.get 1)) (local.set 1 (v128.load32_zero (i32.const 16)))
        (i32.add (i32x4.extract_lane 0 (local.get 1)) (i32x4.extract_lane 1 (f64x2.sqrt (f64x2.mul (f64x2.splat (f64.const 3)) (f64x2.splat (f64.const 2))))))))`,
      [['f', 21]],
    );
  });

  it('tail calls: a million deep without stack', () => {
    sameBothWays(
      `(module (table 1 funcref) (elem (i32.const 0) $count) (type $t (func (param i32 i32) (result i32)))
        (func $count (export "count") (type $t) (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
          (return_call $count (i32.sub (local.get 0) (i32.const 1)) (i32.add (local.get 1) (call $one))))
        (func $one (result i32) (i32.const 1))
        (func (export "indirect") (param i32 i32) (result i32) (drop (call $one)) (return_call_indirect (type $t) (local.get 0) (local.get 1) (i32.const 0))))`,
      [
        ['count', 1_000_000, 0],
        ['indirect', 100_000, 5],
      ],
    );
  });

  it('several memories', () => {
    sameBothWays(
      `(module (memory $a 1) (memory $b 1 4)
        (func (export "f") (result i32) (i32.store $b (i32.const 0) (i32.const 9)) (memory.fill $b (i32.const 4) (i32.const 1) (i32.const 4)) (drop (memory.grow $b (i32.const 2)))
          (memory.copy $a $b (i32.const 0) (i32.const 0) (i32.const 8)) (i32.add (i32.load $a (i32.const 0)) (i32.add (memory.size $b) (i32.load $a (i32.const 4))))))`,
      [['f']],
    );
  });

  it('typed function references', () => {
    const unary = [0x60, 1, 0x7f, 1, 0x7f];
    const nullable = [1, 1, 0x63, 0];
    const guest = run(
      assemble.module(
        [unary],
        [
          { type: 0, name: 'double', body: [0, 0x20, 0, 0x41, 1, 0x74, 0x0b] },
          { type: 0, name: 'call_ref', body: [0, 0x20, 0, 0xd2, 0, 0x14, 0, 0x0b] },
          { type: 0, name: 'return_call_ref', body: [0, 0x20, 0, 0xd2, 0, 0x15, 0, 0x0b] },
          {
            type: 0,
            name: 'br_on_null',
            body: [...nullable, 0x02, 0x40, 0x03, 0x40, 0x20, 1, 0xd5, 1, 0x1a, 0x0c, 0, 0x0b, 0x0b, 0x41, 5, 0x0b],
          },
          {
            type: 0,
            name: 'br_on_non_null',
            body: [
              ...nullable,
              0x02,
              0x64,
              0,
              0x03,
              0x40,
              0xd2,
              0,
              0x21,
              1,
              0x20,
              1,
              0xd6,
              1,
              0x0b,
              0x00,
              0x0b,
              0x1a,
              0x41,
              6,
              0x0b,
            ],
          },
        ],
      ),
    );
    const results = ['double', 'call_ref', 'return_call_ref', 'br_on_null', 'br_on_non_null'].map(
      (name) => guest.call(name, 4).result,
    );
    expect(results).toEqual([8, 8, 8, 5, 6]);
  });

  it('sign extension, saturating conversion, extended constants', () => {
    sameBothWays(
      `(module (global $g i32 (i32.add (i32.const 2) (i32.mul (i32.const 3) (i32.const 4))))
        (func (export "f") (param f64) (result i32) (i32.add (global.get $g) (i32.add (i32.extend8_s (i32.const 0xff)) (i32.trunc_sat_f64_s (local.get 0))))))`,
      [
        ['f', 1e300],
        ['f', 12.5],
      ],
    );
  });

  it('leaves a module without functions as it is but for its limits', () => {
    const { metered, exports } = run(
      wat('(module (memory (export "m") 1) (global (export "g") i32 (i32.const 5)) (table (export "t") 1 funcref))'),
    );
    expect(metered.importsState).toBe(false);
    expect(Object.keys(exports)).toEqual(['m', 'g', 't']);
  });
});
