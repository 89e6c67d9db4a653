import { expect, it } from 'vitest';
import { processFrame } from './process-table.ts';

const row = (id: string, busyMilliseconds: number, state = 'waiting') => ({
  id,
  version: '1.0.0',
  priority: 'normal',
  state,
  mailbox: 3,
  cranks: 7,
  faults: 0,
  busyMilliseconds,
  memoryBytes: 4096,
});

it('shows the share of the CPU since the last look, the busiest first, and counts the states', () => {
  const before = { at: 1000, processes: [row('a#1', 100), row('b#1', 10)] };
  const now = { at: 2000, processes: [row('a#1', 150), row('b#1', 510, 'running'), row('c#1', 9000)] };
  const lines = processFrame(before, now).split('\n');
  expect(lines[0]).toBe('3 processes: 1 running, 2 waiting. Ctrl-C leaves.');
  expect(lines.slice(4).map((line) => line.split(/ +/).slice(0, 5))).toEqual([
    ['b#1', '1.0.0', 'normal', 'running', '50.0'],
    ['a#1', '1.0.0', 'normal', 'waiting', '5.0'],
    ['c#1', '1.0.0', 'normal', 'waiting', '0.0'],
  ]);
});

it('has no shares at the first look', () => {
  expect(processFrame(undefined, { at: 5, processes: [row('a#1', 100)] })).toMatch(/a#1 .* 0\.0 /);
});

it('shows what the kernel counted in the last second', () => {
  const busy = {
    ...row('a#1', 100),
    handles: 4,
    lastSecond: { messages: 150, fuel: 3_919_950, systemCalls: 300, written: 12_000 },
  };
  const cells = processFrame(undefined, { at: 5, processes: [busy] })
    .split('\n')
    .at(-1)!
    .trim()
    .split(/ +/);
  expect(cells.slice(8)).toEqual(['150', '3.9', '12000', '100', '4', '4']);
});
