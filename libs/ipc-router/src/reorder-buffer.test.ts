import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReorderBuffer } from './reorder-buffer.ts';

const limits = { held: 8, streams: 3, patience: 100 };

test('Q9 messages of a stream go on in their order, however they arrive within the buffer', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(7), { minLength: 20, maxLength: 60 }), (jumps) => {
      const buffer = new ReorderBuffer<number>({ ...limits, held: 64 });
      const waiting = Array.from({ length: jumps.length }, (_, i) => i + 1);
      const out: number[] = [];
      for (const jump of jumps) {
        const [number] = waiting.splice(Math.min(jump, waiting.length - 1), 1);
        const offered = buffer.offer('a', number!, number!, 0);
        if (offered.ok) out.push(...offered.value);
      }
      expect(out).toEqual(Array.from({ length: jumps.length }, (_, i) => i + 1));
      expect(buffer.held).toBe(0);
      expect(buffer.nextTimeout).toBe(Infinity);
    }),
  );
});

test('Q9 a gap is named and given up in bounded time, what comes too late or twice is refused, and what is held is bounded', () => {
  const buffer = new ReorderBuffer<string>(limits);
  expect(buffer.offer('a', 1, 'one', 0)).toEqual({ ok: true, value: ['one'] });
  expect(buffer.offer('a', 3, 'three', 10)).toEqual({ ok: true, value: [] });
  expect(buffer.offer('a', 6, 'six', 50)).toEqual({ ok: true, value: [] });
  expect(buffer.offer('a', 3, 'again', 50)).toMatchObject({ fault: { name: 'duplicate-message' } });
  expect(buffer.nextTimeout).toBe(110);
  expect(buffer.due(109)).toEqual([]);
  expect(buffer.due(110)).toEqual([{ stream: 'a', firstMissing: 2, lastMissing: 2, items: ['three'] }]);
  expect(buffer.offer('a', 2, 'two', 120)).toMatchObject({ fault: { name: 'duplicate-message' } });
  expect(buffer.nextTimeout).toBe(150);
  expect(buffer.due(1000)).toEqual([{ stream: 'a', firstMissing: 4, lastMissing: 5, items: ['six'] }]);
  for (let n = 0; n < limits.held; n++) expect(buffer.offer('a', 9 + n, 'x', 1000).ok).toBe(true);
  expect(buffer.offer('a', 99, 'x', 1000)).toMatchObject({ fault: { name: 'quota-exceeded' } });
  expect(buffer.offer('a', 7, 'seven', 1000)).toEqual({ ok: true, value: ['seven'] });
});

test('Q9 streams know nothing of each other; the one used least recently makes room, unless all wait', () => {
  const buffer = new ReorderBuffer<number>(limits);
  for (const name of ['a', 'b', 'c', 'd']) expect(buffer.offer(name, 1, 1, 0).ok).toBe(true);
  expect(buffer.offer('a', 1, 1, 0)).toMatchObject({ ok: true });
  for (const name of ['c', 'd', 'a']) expect(buffer.offer(name, 5, 5, 0).ok).toBe(true);
  expect(buffer.offer('e', 1, 1, 0)).toMatchObject({ fault: { name: 'quota-exceeded' } });
  expect(buffer.due(Infinity).map(({ stream }) => stream)).toEqual(['c', 'd', 'a']);
  expect(buffer.due(Infinity)).toEqual([]);
});

test('Q9 no message is held longer than the patience of its stream, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 30 }), fc.nat(30))), (steps) => {
      const buffer = new ReorderBuffer<{ readonly id: number; readonly at: number }>(limits);
      const inside = new Set<number>();
      let now = 0;
      const wait = (until: number): void => {
        while (buffer.nextTimeout <= until) {
          now = buffer.nextTimeout;
          for (const { items } of buffer.due(now)) goOn(items);
        }
        now = until;
      };
      const goOn = (items: readonly { readonly id: number; readonly at: number }[]): void => {
        for (const { id, at } of items) {
          expect(inside.delete(id)).toBe(true);
          expect(now - at).toBeLessThanOrEqual(limits.patience);
        }
      };
      for (const [id, [stream, number, gap]] of steps.entries()) {
        wait(now + gap);
        const offered = buffer.offer(stream, number, { id, at: now }, now);
        if (!offered.ok) continue;
        inside.add(id);
        goOn(offered.value);
        expect(buffer.held).toBe(inside.size);
      }
      wait(now + limits.patience);
      expect(inside.size).toBe(0);
    }),
  );
});
