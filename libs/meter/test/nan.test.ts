import { describe, expect, it } from 'vitest';
import { run, runPlain } from './run.ts';
import { wat } from './wat.ts';

const F64 = 0x7ff8000000000000n;
const F32 = 0x7fc00000;

const unary64 = ['sqrt', 'ceil', 'floor', 'trunc', 'nearest'];
const binary64 = ['add', 'sub', 'mul', 'div', 'min', 'max'];

/** Every arithmetic operator on a NaN with a payload and its sign set, its result's bits read. */
const text = (t: 'f32' | 'f64', int: string, nan: string): string => `(module (memory 1)
  ${unary64.map((op) => `(func (export "${op}") (result ${int}) (${int}.reinterpret_${t} (${t}.${op} (${t}.const ${nan}))))`).join('\n')}
  ${binary64.map((op) => `(func (export "${op}") (result ${int}) (${int}.reinterpret_${t} (${t}.${op} (${t}.const ${nan}) (${t}.const 1))))`).join('\n')}
  (func (export "zero") (param ${t}) (result ${int}) (${int}.reinterpret_${t} (${t}.div (local.get 0) (local.get 0))))
  (func (export "stored") (param ${t}) (result ${int}) (${t}.store (i32.const 8) (${t}.sub (local.get 0) (local.get 0))) (${int}.load (i32.const 8)))
  (func (export "local") (param ${t}) (result ${int}) (local ${t}) (local.set 1 (${t}.mul (local.get 0) (${t}.const 0))) (${int}.reinterpret_${t} (local.get 1)))
  (func (export "branch") (param ${t}) (result ${int}) (${int}.reinterpret_${t} (block (result ${t}) (br 0 (${t}.mul (local.get 0) (${t}.const 0))))))
  (func (export "selected") (param ${t}) (result ${int}) (${int}.reinterpret_${t} (select (${t}.mul (local.get 0) (${t}.const 0)) (${t}.const 1) (i32.const 1))))
  (func (export "copysign") (param ${t}) (result ${int}) (${int}.reinterpret_${t} (${t}.copysign (${t}.const 1) (${t}.div (local.get 0) (local.get 0)))))
  (func (export "moved") (result ${int}) (${t}.store (i32.const 0) (${t}.load (i32.const 16))) (${int}.load (i32.const 0)))
  (func (export "chain") (param ${t}) (result i32) (${t}.lt (${t}.add (${t}.mul (local.get 0) (local.get 0)) (${t}.sub (local.get 0) (${t}.const 1))) (${t}.const 9)))
  (data (i32.const 16) "\\01\\02\\03\\04\\05\\06\\f7\\ff"))`;

describe('M11: NaNs', () => {
  it('of f64 arithmetic have the canonical bits wherever they become visible', () => {
    const guest = run(wat(text('f64', 'i64', '-nan:0x8000000000123')));
    for (const op of [...unary64, ...binary64])
      expect(BigInt.asUintN(64, guest.call(op).result as bigint), op).toBe(F64);
    for (const [name, value] of [
      ['zero', 0],
      ['stored', Infinity],
      ['local', Infinity],
      ['branch', Infinity],
      ['selected', Infinity],
    ] as const) {
      expect(BigInt.asUintN(64, guest.call(name, value).result as bigint), name).toBe(F64);
    }
    expect(BigInt.asUintN(64, guest.call('copysign', 0).result as bigint)).toBe(0x3ff0000000000000n);
  });

  it('of f32 arithmetic, promotion and demotion likewise', () => {
    const guest = run(wat(text('f32', 'i32', '-nan:0x400123')));
    for (const op of [...unary64, ...binary64]) expect((guest.call(op).result as number) >>> 0, op).toBe(F32);
    for (const [name, value] of [
      ['zero', 0],
      ['stored', Infinity],
      ['local', Infinity],
    ] as const)
      expect((guest.call(name, value).result as number) >>> 0, name).toBe(F32);
    const conversions = run(
      wat(`(module (func (export "demote") (result i32) (i32.reinterpret_f32 (f32.demote_f64 (f64.const -nan:0x8000000000123))))
      (func (export "promote") (result i64) (i64.reinterpret_f64 (f64.promote_f32 (f32.const -nan:0x400123)))))`),
    );
    expect((conversions.call('demote').result as number) >>> 0).toBe(F32);
    expect(BigInt.asUintN(64, conversions.call('promote').result as bigint)).toBe(F64);
  });

  it('that are only moved keep their bits', () => {
    const bytes = wat(text('f64', 'i64', 'nan'));
    expect(run(bytes).call('moved').result).toBe(runPlain(bytes)['moved']!());
  });

  it('cost nothing where only arithmetic and comparison see them', () => {
    const chain =
      '(func (export "f") (param f64) (result i32) (f64.lt (f64.add (f64.mul (local.get 0) (local.get 0)) (f64.sub (local.get 0) (f64.const 1))) (f64.const 9)))';
    expect(run(wat(`(module ${chain})`)).metered.stats.nanSites).toBe(0);
    expect(
      run(wat(`(module ${chain.replace('(f64.lt', '(i32.trunc_f64_s').replace(' (f64.const 9)))', '))')})`)).metered
        .stats.nanSites,
    ).toBe(0);
  });

  it('in vectors are canonical lane by lane, also when other lanes look at them', () => {
    const guest = run(
      wat(`(module (memory 1)
        (func (export "f64x2") (param f64) (result i64) (i64x2.extract_lane 1 (f64x2.div (f64x2.splat (local.get 0)) (f64x2.splat (local.get 0)))))
        (func (export "f32x4") (param f32) (result i32) (v128.store (i32.const 0) (f32x4.mul (f32x4.splat (local.get 0)) (f32x4.splat (f32.const 0)))) (i32.load (i32.const 12)))
        (func (export "mixed") (param f64) (result i32) (i32.reinterpret_f32 (f32x4.extract_lane 1 (f32x4.max (f64x2.div (f64x2.splat (local.get 0)) (f64x2.splat (local.get 0))) (v128.const f32x4 0 0 0 0)))))
        (func (export "scalar") (param f64) (result i64) (i64x2.extract_lane 0 (f64x2.splat (f64.div (local.get 0) (local.get 0))))))`),
    );
    expect(BigInt.asUintN(64, guest.call('f64x2', 0).result as bigint)).toBe(F64);
    expect((guest.call('f32x4', Infinity).result as number) >>> 0).toBe(F32);
    expect((guest.call('mixed', 0).result as number) >>> 0).toBe(F32);
    expect(BigInt.asUintN(64, guest.call('scalar', 0).result as bigint)).toBe(F64);
  });
});
