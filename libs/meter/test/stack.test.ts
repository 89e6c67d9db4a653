import { describe, expect, it } from 'vitest';
import { FRAME_SLOTS, TRAP_REASONS } from '../src/index.ts';
import { controlsWith, DEPTH, OPTIONS, run } from './run.ts';
import { wat } from './wat.ts';

const RECURSE = wat(`(module (table 1 funcref) (elem (i32.const 0) $indirect) (type $f (func (param i32) (result i32)))
  (func $down (export "down") (param i32) (result i32) (if (result i32) (local.get 0) (then (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1))))) (else (i32.const 0))))
  (func $forever (export "forever") (call $forever))
  (func $wide (export "wide") (param i32) (local i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 v128 v128) (call $wide (local.get 0)))
  (func $indirect (export "indirect") (type $f) (call_indirect (type $f) (local.get 0) (i32.const 0))))`);

describe('M6: the stack', () => {
  it('is given back on every way out', () => {
    const guest = run(RECURSE);
    expect(guest.call('down', 1000).result).toBe(1000);
    expect(guest.controls.stackLeft()).toBe(DEPTH);
  });

  it('ends an endless recursion with a trap of the meter, at the same fuel every time', () => {
    const guest = run(RECURSE);
    for (const name of ['forever', 'wide', 'indirect']) {
      const first = guest.call(name, 1);
      expect(first).toMatchObject({ error: expect.stringContaining('unreachable'), reason: 1 });
      expect(guest.call(name, 1)).toEqual(first);
    }
    expect(TRAP_REASONS[1].name).toBe('stack-overflow');
  });

  it('bounds by weight: frames with more locals reach less deep', () => {
    const guest = run(RECURSE);
    const turns = (name: string): number => guest.call(name, 1).fuel;
    // $wide weighs 10 locals, 2 vectors of two slots and a parameter more than $forever
    expect(turns('forever')).toBeGreaterThan(turns('wide'));
    const { heaviestFrame } = guest.metered.stats;
    expect(heaviestFrame).toBeGreaterThanOrEqual(FRAME_SLOTS + 15);
  });

  it('is exact: one slot decides', () => {
    const controls = controlsWith();
    const guest = run(RECURSE, {}, OPTIONS, controls);
    const depthFor = (slots: number): number => {
      for (let turns = 1; ; turns += 1) {
        controls.reset(1e9, slots);
        try {
          guest.exports['down']!(turns as never);
        } catch {
          return turns;
        }
      }
    };
    const shallow = depthFor(1000);
    expect(depthFor(2000)).toBeGreaterThan(shallow * 1.9);
    expect(depthFor(1000)).toBe(shallow);
  });

  it('counts vectors as two slots and refuses frames too heavy to count', () => {
    expect(() =>
      run(wat(`(module (func (export "f") ${'(i32.const 1) '.repeat(300_000)} ${'drop '.repeat(300_000)}))`)),
    ).toThrow('a function whose frame weighs more than');
  });
});
