import { expect, it } from 'vitest';
import { processFrame, processTable } from './process-table.ts';

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
  expect(processFrame(undefined, { at: 5, processes: [row('a#1', 100)] })).toMatch(/a#1 .* 0\.0 % /);
});

it('shows what the kernel counted in the last second', () => {
  const busy = {
    ...row('a#1', 100),
    handles: 5,
    lastSecond: { messages: 150, fuel: 3_919_950, systemCalls: 300, written: 12_000 },
  };
  const cells = processFrame(undefined, { at: 5, processes: [busy] })
    .split('\n')
    .at(-1)!
    .trim()
    .split(/ {2,}/);
  expect(cells.slice(4)).toEqual(['0.0 %', '0.10 s', '0.0 MiB', '3', '7', '0', '150', '3.9 M', '11.7 KiB', '5']);
});

it('names its columns for people, with units, and leaves out of a table what only a live view can tell', () => {
  const [head, , line] = processTable([{ ...row('a#1', 1234.567), memoryBytes: 2_883_584, handles: 5 }]).split('\n');
  expect(head!.trim().split(/ {2,}/)).toEqual([
    'Process', 'Version', 'Priority', 'State', 'CPU time', 'Memory', 'Queued', 'Cranks', 'Faults', 'Handles',
  ]); // prettier-ignore
  expect(line!.trim().split(/ {2,}/).slice(4)).toEqual(['1.23 s', '2.8 MiB', '3', '7', '0', '5']);
  expect(processTable([])).toBe('No processes are running.');
});
