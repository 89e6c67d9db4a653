import { describe, expect, it } from 'vitest';
import { BULK_SHIFT, COST_TABLE, SAFE_POINT_UNITS } from '../src/index.ts';
import { controlsWith, FUEL, OPTIONS, run } from './run.ts';
import { wat } from './wat.ts';

const SUM = wat(`(module (memory 1)
  (func (export "leaf") (param $n i32) (result i32) (local $s i32) (loop $l (local.set $s (i32.add (local.get $s) (local.get $n))) (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))) (local.get $s))
  (func $one (result i32) (i32.const 1))
  (func (export "calls") (param $n i32) (result i32) (local $s i32) (loop $l (local.set $s (i32.add (local.get $s) (call $one))) (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1))))) (local.get $s))
  (func (export "walk") (param $at i32) (result i32) (loop $l (drop (i32.load (local.get $at))) (local.set $at (i32.add (local.get $at) (i32.const 4))) (br $l)) (i32.const 0))
  (func (export "spin") (loop $l (br $l))))`);

describe('fuel', () => {
  it('M2: is the sum of the cost table on straight code and loops', () => {
    const guest = run(SUM);
    // 9 instructions a turn; local.get at the end
    expect(guest.call('leaf', 1000).fuel).toBe(9 * 1000 + 1);
    // 7 instructions, a call, and the callee's one
    expect(guest.call('calls', 1000).fuel).toBe((8 + COST_TABLE['call']! + 1) * 1000 + 1);
  });

  it('M5: does not depend on how often and where the guest yields', () => {
    for (const slice of [1, 7, 100, 3333]) {
      let yields = 0;
      const controls = controlsWith((c) => {
        yields += 1;
        c.grant(slice);
      });
      const guest = run(SUM, {}, OPTIONS, controls);
      for (const name of ['leaf', 'calls']) {
        yields = 0;
        controls.reset(slice, 1000);
        guest.exports[name]!(1000 as never);
        expect(slice * (yields + 1) - controls.left(), `${name} in slices of ${slice}`).toBe(
          name === 'leaf' ? 9001 : 13_001,
        );
        expect(yields).toBeGreaterThan(0);
      }
    }
  });

  it('M5: after a trap inside a leaf loop does not depend on slices either', () => {
    const used = [1, 10, 1000, 1e6].map((slice) => {
      let granted = slice;
      const controls = controlsWith((c) => {
        granted += slice;
        c.grant(slice);
      });
      const guest = run(SUM, {}, OPTIONS, controls);
      controls.reset(slice, 1000);
      expect(() => guest.exports['walk']!(0 as never)).toThrow('memory access out of bounds');
      return granted - controls.left();
    });
    expect(new Set(used).size).toBe(1);
  });

  it('M5: after a trap behind loops and calls, in a function that was called, does not depend on slices either', () => {
    const bytes = wat(`(module (memory 1)
      (func $turns (param i32) (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
      (func $inner (param i32) (call $turns (local.get 0)) (loop $l (br_if $l (i32.eqz (local.tee 0 (i32.add (local.get 0) (i32.const -1))))))
        (drop (i32.load (i32.const 0x7fffffff))))
      (func (export "f") (call $turns (i32.const 50)) (call $inner (i32.const 60)) (call $turns (i32.const 70))))`);
    const used = [1, 7, 100, 1e6].map((slice) => {
      let granted = slice;
      const controls = controlsWith((c) => {
        granted += slice;
        c.grant(slice);
      });
      const guest = run(bytes, {}, OPTIONS, controls);
      controls.reset(slice, 1000);
      expect(() => guest.exports['f']!()).toThrow('memory access out of bounds');
      return granted - controls.left();
    });
    expect(new Set(used).size).toBe(1);
    // what was used up to the last call that came back counts in any case
    expect(used[0]).toBeGreaterThan(110 * 4);
  });

  it('M2: whoever is called sees the account as it is, and what they take from it is gone behind the call', () => {
    const seen: number[] = [];
    const controls = controlsWith();
    const guest = run(
      wat(`(module (import "host" "look" (func $look))
        (func (export "f") (param i32)
          (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (call $look) (nop) (call $look)))`),
      {
        host: {
          look: () => {
            seen.push(FUEL - controls.left());
            controls.grant(-1000);
          },
        },
      },
      OPTIONS,
      controls,
    );
    const { fuel } = guest.call('f', 10);
    const call = COST_TABLE['call']!;
    // the entry pays for all that stands behind the loop, too
    const before = 5 * 10 + call + 1 + call;
    expect(seen).toEqual([before, before + 1000]);
    expect(fuel).toBe(before + 2000);
  });

  it('M7: a guest that the host stops traps, in an endless loop too, and says why', () => {
    const controls = controlsWith((c) => c.stop(16));
    const guest = run(SUM, {}, OPTIONS, controls);
    expect(guest.call('spin')).toMatchObject({ error: expect.stringContaining('unreachable'), reason: 16 });
    expect(guest.call('spin').fuel).toBe(FUEL + 1);
  });

  it('M7: no handler of the guest catches being stopped', () => {
    const trapper = wat(
      '(module (func (export "f") (loop $again (try (do (loop $l (br $l))) (catch_all)) (br $again))))',
    );
    const controls = controlsWith((c) => c.stop(17));
    expect(run(trapper, {}, OPTIONS, controls).call('f')).toMatchObject({
      error: expect.stringContaining('unreachable'),
      reason: 17,
    });
  });

  it('M4: straight code is cut into stretches of less than 1,000,000 instructions', () => {
    const length = 2_500_000;
    const bytes = wat(`(module (func (export "f") ${'nop '.repeat(length)}))`);
    let yields = 0;
    const controls = controlsWith((c) => {
      yields += 1;
      c.grant(0.5);
    });
    const guest = run(bytes, {}, OPTIONS, controls);
    controls.reset(0, 1000);
    guest.exports['f']!();
    expect(-controls.left()).toBe(length);
    expect(yields).toBe(1 + Math.floor(length / SAFE_POINT_UNITS));
  });

  it('M8: bulk operations pay for their length', () => {
    const guest = run(
      wat(`(module (memory 4) (table $t 1000 funcref) (data $d "0123456789abcdef0123456789abcdef")
        (func (export "fill") (param i32) (memory.fill (i32.const 0) (i32.const 1) (local.get 0)))
        (func (export "copy") (param i32) (memory.copy (i32.const 0) (i32.const 8) (local.get 0)))
        (func (export "init") (param i32) (memory.init $d (i32.const 0) (i32.const 0) (local.get 0)))
        (func (export "table") (param i32) (table.fill $t (i32.const 0) (ref.null func) (local.get 0)))
        (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))`),
    );
    for (const name of ['fill', 'copy'])
      expect(guest.call(name, 100_000).fuel - guest.call(name, 0).fuel, name).toBe(100_000 >> BULK_SHIFT.bytes);
    expect(guest.call('init', 32).fuel - guest.call('init', 0).fuel).toBe(4);
    expect(guest.call('table', 1000).fuel - guest.call('table', 0).fuel).toBe(1000);
    expect(guest.call('grow', 3).fuel - guest.call('grow', 0).fuel).toBe(3 * 1024);
  });

  it('M8: a length beyond memory is charged before it traps, and never gives fuel back', () => {
    const guest = run(
      wat(
        '(module (memory 1) (func (export "f") (param i32) (memory.fill (i32.const 0) (i32.const 1) (local.get 0))))',
      ),
    );
    const { fuel, error } = guest.call('f', -1);
    expect(error).toContain('out of bounds');
    expect(fuel).toBeGreaterThan(2 ** 29 - 1);
  });
});
