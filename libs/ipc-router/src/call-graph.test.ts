import { expect, test } from 'vitest';
import { canGoOn, type CallGraph } from './call-graph.ts';

/** `calls`: process → [message, target]; `held`: message → process; `pools`: module → processes, with + when it may grow. */
const graphOf = (
  calls: Readonly<Record<string, readonly [string, string]>>,
  held: Readonly<Record<string, string>>,
  pools: Readonly<Record<string, string>>,
  blockers: Readonly<Record<string, string>> = {},
): CallGraph<string, readonly [message: string, target: string]> => ({
  callOf: (process) => calls[process],
  holderOf: ([message]) => held[message],
  blockerOf: ([message]) => blockers[message],
  poolOf: ([, target]) => ({
    processes: pools[target]!.split(' ').filter((one) => one !== '+'),
    mayGrow: pools[target]!.includes('+'),
  }),
});

test('Q12 who does not wait goes on, and so does who waits for one who does', () => {
  const graph = graphOf({ a1: ['m1', 'b'] }, { m1: 'b1' }, { a: 'a1', b: 'b1' });
  expect(canGoOn(graph, 'b1')).toBe(true);
  expect(canGoOn(graph, 'a1')).toBe(true);
});

test('Q12 two modules that call each other over two chains would wait for ever, unless one of them has another process', () => {
  const calls = { a1: ['m1', 'b'], b1: ['m2', 'a'] } as const;
  expect(canGoOn(graphOf(calls, {}, { a: 'a1', b: 'b1' }), 'a1')).toBe(false);
  expect(canGoOn(graphOf(calls, {}, { a: 'a1 a2', b: 'b1' }), 'a1')).toBe(true);
  expect(canGoOn(graphOf(calls, {}, { a: 'a1', b: 'b1 +' }), 'a1')).toBe(true);
});

test('Q12 a circle over several modules and full pools is found, whoever closes it', () => {
  const calls = {
    a1: ['m1', 'b'],
    a2: ['m2', 'b'],
    b1: ['m3', 'c'],
    c1: ['m4', 'a'],
  } as const;
  const graph = graphOf(calls, { m3: 'c1' }, { a: 'a1 a2', b: 'b1', c: 'c1' });
  for (const process of Object.keys(calls)) expect(canGoOn(graph, process)).toBe(false);
});

test('Q12 a queued call goes on only if the message goes on that keeps it from starting', () => {
  const calls = { a1: ['m1', 'b'], b1: ['m2', 'a'] } as const;
  const pools = { a: 'a1', b: 'b1 b2' };
  expect(canGoOn(graphOf(calls, {}, pools, { m1: 'b1' }), 'a1')).toBe(false);
  expect(canGoOn(graphOf(calls, {}, pools), 'a1')).toBe(true);
});
