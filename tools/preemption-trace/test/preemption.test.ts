import { LIMITS } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { runTrace, type TracedRun } from '../src/run-trace.ts';

const BUDGET = 300 * LIMITS.fuelPerMillisecond.value;
let run: TracedRun;
const at = (process: string, what: string, from = 0): number =>
  run.lines.findIndex((line, i) => i >= from && line.process === process && line.what === what);

beforeAll(async () => {
  run = await runTrace();
}, 120_000);

test('K1 P2 a request of a higher priority overtakes an endless loop, which stands in the middle of its code and goes on there', () => {
  const arrives = at('clerk#1', 'a request arrives');
  const stands = at('spinner#1', 'running → ready', arrives);
  const answered = at('clerk#1', 'the answer is out', arrives);
  const goesOn = at('spinner#1', 'ready → running', stands);
  expect(arrives).toBeGreaterThan(-1);
  expect(stands).toBeGreaterThan(arrives);
  expect(at('clerk#1', 'ready → running', stands)).toBeGreaterThan(stands);
  expect(answered).toBeGreaterThan(stands);
  expect(goesOn).toBeGreaterThan(stands);
  expect(run.lines[goesOn]!.fuel).toBe(run.lines[stands]!.fuel);
});

test('P1 a suspended loop is granted no fuel, and goes on with what it had', () => {
  const suspended = at('spinner#1', 'running → suspended');
  const resumed = at('spinner#1', 'suspended → ready');
  expect(suspended).toBeGreaterThan(at('spinner#1', 'an operator suspends it'));
  expect(resumed).toBeGreaterThan(at('spinner#1', 'an operator resumes it'));
  expect(run.lines[resumed]!.fuel).toBe(run.lines[suspended]!.fuel);
  const between = run.lines.slice(suspended + 1, resumed).map(({ process, what }) => `${process} ${what}`);
  expect(between).toContain('clerk#1 the answer is out');
  expect(between).not.toContain('spinner#1 ready → running');
});

test('I7 I4 the loop is ended by its budget, at exactly the fuel that its manifest allows', () => {
  expect(run.ended).toMatchObject({ ok: false, error: { name: 'timeout' } });
  expect(run.lines.findLast(({ process }) => process === 'spinner#1')!.fuel).toBe(BUDGET);
  expect(run.loggedFuel).toBeGreaterThanOrEqual(BUDGET);
});

test('I13 never more than one process runs, and a transition begins where the one before it ended', () => {
  const states = new Map<string, string>();
  for (const { process, what } of run.lines) {
    const [from, to] = what.split(' → ');
    if (to === undefined) continue;
    expect(states.get(process) ?? from).toBe(from);
    states.set(process, to);
    expect([...states.values()].filter((state) => state === 'running').length).toBeLessThanOrEqual(1);
  }
});
