import { describe, expect, it } from 'vitest';
import { assemble } from './assemble.ts';
import { DEPTH, run } from './run.ts';
import { wat } from './wat.ts';

const LEGACY = wat(`(module (tag $t (param i32))
  (func $thrower (param i32) (result i32) (if (i32.eqz (local.get 0)) (then (throw $t (i32.const 7)))) (i32.add (i32.const 1) (call $thrower (i32.sub (local.get 0) (i32.const 1)))))
  (func (export "caught") (param i32) (result i32) (try (result i32) (do (call $thrower (local.get 0))) (catch $t) (catch_all (i32.const -1))))
  (func (export "loop") (param $n i32) (result i32) (local $sum i32)
    (loop $l (local.set $sum (i32.add (local.get $sum) (try (result i32) (do (call $thrower (i32.const 20))) (catch $t))))
      (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))) (local.get $sum))
  (func (export "delegated") (result i32) (try (result i32) (do (try (result i32) (do (call $thrower (i32.const 3))) (delegate 0))) (catch $t (i32.const 1) (i32.add))))
  (func (export "rethrown") (result i32) (try (result i32) (do (try (result i32) (do (call $thrower (i32.const 3))) (catch_all (rethrow 0)))) (catch $t (i32.const 2) (i32.add)))))`);

describe('M6: exceptions', () => {
  it('are caught as before, and the depth is what it was', () => {
    const guest = run(LEGACY);
    for (const [name, expected] of [
      ['caught', 7],
      ['delegated', 8],
      ['rethrown', 9],
    ] as const) {
      expect(guest.call(name, 50).result, name).toBe(expected);
      expect(guest.controls.stackLeft(), name).toBe(DEPTH);
    }
  });

  it('M2: do not take away what was used before they were thrown, nor before they were caught', () => {
    const guest = run(
      wat(`(module (tag $t)
        (func $work (param i32) (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
        (func $throws (param i32) (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (throw $t))
        (func $passes (param i32) (call $work (local.get 0)) (call $throws (local.get 0)) (call $work (local.get 0)))
        (func (export "f") (param i32) (try (do (call $passes (local.get 0))) (catch $t)) (call $work (local.get 0)))
        (func (export "here") (param i32) (try (do (call $work (local.get 0)) (throw $t)) (catch $t (call $work (local.get 0))))))`),
    );
    const turn = guest.call('f', 2).fuel - guest.call('f', 1).fuel;
    expect(turn).toBe(3 * 5);
    expect(guest.call('f', 1001).fuel - guest.call('f', 1).fuel).toBe(1000 * turn);
    expect(guest.call('here', 1001).fuel - guest.call('here', 1).fuel).toBe(1000 * 2 * 5);
  });

  it('do not leak stack: a loop that catches 100,000 of them keeps its depth', () => {
    const guest = run(LEGACY);
    guest.controls.reset(1e12, 600);
    expect(guest.exports['loop']!(100_000 as never)).toBe(700_000);
    expect(guest.controls.stackLeft()).toBe(600);
  });

  it('work in the exnref form, landing at a block, at a loop and at the function itself', () => {
    const guest = run(assemble.exnref());
    expect(guest.call('block').result).toBe(7);
    expect(guest.controls.stackLeft()).toBe(DEPTH);
    expect(guest.call('loop', 5).result).toBe(5);
    expect(guest.controls.stackLeft()).toBe(DEPTH);
    expect(guest.call('function').result).toBe(7);
    expect(guest.controls.stackLeft()).toBe(DEPTH);
  });
});
