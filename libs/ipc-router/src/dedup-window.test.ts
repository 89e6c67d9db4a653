import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DedupWindow } from './dedup-window.ts';

test('Q8 an answer is remembered for the time of the window, and each scope remembers the newest of its bound', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('s', 't'), fc.nat(30), fc.nat(60)), { maxLength: 200 }), (steps) => {
      const window = new DedupWindow({ milliseconds: 100, entries: 5 });
      const model: { scope: string; key: string; at: number }[] = [];
      let now = 0;
      for (const [scope, n, gap] of steps) {
        now += gap;
        const key = `${scope}${n}`;
        const known = model.findIndex((one) => one.key === key);
        if (known !== -1) model.splice(known, 1);
        model.push({ scope, key, at: now });
        for (const out of window.remember(scope, key, now)) {
          const index = model.findIndex((one) => one.key === out);
          const own = model.filter((one) => one.scope === scope);
          expect(model[index]).toBe(own[0]);
          expect(own.length > 5 || !window.covers(own[0]!.at, now)).toBe(true);
          model.splice(index, 1);
        }
        for (const one of ['s', 't']) {
          expect(window.size(one)).toBe(model.filter((entry) => entry.scope === one).length);
          expect(window.size(one)).toBeLessThanOrEqual(5);
        }
      }
    }),
  );
});

test('Q8 what is older than the window does not count, also where it is still stored', () => {
  const window = new DedupWindow({ milliseconds: 100, entries: 5 });
  expect(window.covers(0, 99)).toBe(true);
  expect(window.covers(0, 100)).toBe(false);
});
