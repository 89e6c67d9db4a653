import { describe, expect, it } from 'vitest';
import { METER_DEFAULTS, TRAP_REASONS } from '../src/index.ts';
import { controlsWith, OPTIONS, run, stateOf } from './run.ts';
import { wat } from './wat.ts';

const GUEST = wat(`(module
  (func $work (export "work") (param $n i32) (result i32) (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))) (i32.const 5))
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (call $work (local.get 3)))
  (func (export "cabi_post_handle") (param i32) (drop (call $work (local.get 0))))
  (func (export "mine") (param i32) (drop (call $work (local.get 0))))
  (func (export "handle") (param i32) (result i32) (call $work (local.get 0))))`);

describe('M9: functions that the host enters', () => {
  it('debit without yielding, and the debt is paid at the next safe point', () => {
    let yields = 0;
    const controls = controlsWith((c) => {
      yields += 1;
      c.grant(1_000_000);
    });
    const guest = run(GUEST, {}, { ...OPTIONS, hostEntered: ['mine'] }, controls);
    expect(guest.metered.hosted).toEqual({ exports: ['cabi_realloc', 'cabi_post_handle', 'mine'], start: false });
    controls.reset(100, 10_000);
    expect(guest.exports['cabi_realloc']!(0 as never, 0 as never, 0 as never, 10_000 as never)).toBe(5);
    guest.exports['cabi_post_handle']!(1000 as never);
    guest.exports['mine']!(1000 as never);
    expect(yields).toBe(0);
    const debt = controls.left();
    expect(debt).toBeLessThan(-12_000 * 4);
    guest.exports['handle']!(1 as never);
    expect(yields).toBe(1);
    expect(1_000_000 + debt - controls.left()).toBeLessThan(100);
  });

  it('trap at their own budget, wherever the account stands', () => {
    for (const account of [0, 5, 1e8]) {
      const controls = controlsWith();
      const guest = run(GUEST, {}, { ...OPTIONS, hostedFuel: 1000 }, controls);
      controls.reset(account, 10_000);
      expect(() => guest.exports['cabi_post_handle']!(1_000_000 as never)).toThrow('unreachable');
      expect(controls.reason()).toBe(2);
      expect(TRAP_REASONS[2].name).toBe('trap');
      // 6 units of the wrapper's target, 1 of $work, and 199 turns of 5: the first sum above 1000
      expect(account - controls.left()).toBe(6 + 1 + 199 * 5);
    }
  });

  it('yield again when the guest itself calls the same function', () => {
    let yields = 0;
    const controls = controlsWith((c) => {
      yields += 1;
      c.grant(1000);
    });
    const guest = run(GUEST, {}, OPTIONS, controls);
    controls.reset(0, 10_000);
    guest.exports['handle']!(10_000 as never);
    expect(yields).toBeGreaterThan(10);
  });

  it('cover the start function, imported or not, with a budget of its own', () => {
    const own = wat(
      '(module (global $g (export "g") (mut i32) (i32.const 0)) (func $start (global.set $g (i32.const 4))) (start $start))',
    );
    const guest = run(own);
    expect((guest.exports['g'] as unknown as WebAssembly.Global).value).toBe(4);
    expect(guest.metered.hosted.start).toBe(true);
    const spinning = wat('(module (func $start (loop $l (br $l))) (start $start))');
    const controls = controlsWith();
    expect(() => run(spinning, {}, { ...OPTIONS, startFuel: 5000 }, controls)).toThrow('unreachable');
    expect(controls.reason()).toBe(2);
    let ran = 0;
    run(wat('(module (import "a" "b" (func $b)) (start $b))'), { a: { b: () => (ran += 1) } });
    expect(ran).toBe(1);
  });

  it('share the flag and the account across the modules of one process', () => {
    let yields = 0;
    const controls = controlsWith((c) => {
      yields += 1;
      c.grant(1e6);
    });
    const library = run(GUEST, {}, OPTIONS, controls);
    const user = wat(`(module (import "lib" "work" (func $work (param i32) (result i32)))
      (func (export "cabi_post_handle") (param i32) (drop (call $work (local.get 0)))) (func (export "go") (param i32) (drop (call $work (local.get 0)))))`);
    const guest = run(user, { lib: library.exports }, OPTIONS, controls);
    controls.reset(0, 10_000);
    guest.exports['cabi_post_handle']!(1000 as never);
    expect(yields).toBe(0);
    guest.exports['go']!(1000 as never);
    expect(yields).toBe(1);
    expect(Object.keys(stateOf(controls))).toContain('account');
  });

  it('give the flag and the budget back when an exception goes through them to a handler of the guest', () => {
    const thrower = wat(
      '(module (tag $t (export "t")) (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (throw $t)))',
    );
    const catcher = wat(`(module (import "lib" "cabi_realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
      (func (export "go") (param $n i32) (loop $l (try (do (drop (call $realloc (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))) (catch_all))
        (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))`);
    let yields = 0;
    const controls = controlsWith((c) => {
      yields += 1;
      c.grant(1000);
    });
    const library = run(thrower, {}, OPTIONS, controls);
    const guest = run(catcher, { lib: library.exports }, OPTIONS, controls);
    controls.reset(0, 10_000);
    guest.exports['go']!(1000 as never);
    const used = yields * 1000 - controls.left();
    expect(used).toBeGreaterThan(500_000);
    expect(used).toBeLessThan(METER_DEFAULTS.hostedFuel);
    expect(yields).toBeGreaterThan(500);
  });
});
