import { expect } from 'vitest';
import { differences } from '../src/check-case.ts';
import type { Decision } from '../src/index.ts';
import { decide, michigan2025 } from '../src/index.ts';

/** A line of a table: what is asked, on which facts, and the part of the answer that is checked. */
export type Row = readonly [
  title: string,
  given: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
];

/** The decision under Michigan's pack; fails the test when it is refused. */
export function decided(question: string, given: Readonly<Record<string, unknown>>): Decision {
  const decision = decide(question, { question, ...given }, michigan2025);
  if (!decision.ok) throw new Error(`${decision.code}: ${decision.message}`);
  return decision;
}

/** Checks a row, and that its trace cites sections and speaks both languages without gaps. */
export function checkRow(question: string, given: Row[1], expected: Row[2]): void {
  const decision = decided(question, given);
  expect(differences(expected, decision.result)).toEqual([]);
  expect(decision.trace.length).toBeGreaterThan(0);
  for (const step of decision.trace) {
    expect(step.citation).toMatch(/^MCL 408\.9/);
    expect(step.why).not.toMatch(/undefined|[{}]|\[object/);
  }
  const spanish = decide(question, { question, ...given }, michigan2025, { language: 'es' });
  expect(spanish.ok && spanish.trace.map(({ value }) => value)).toEqual(decision.trace.map(({ value }) => value));
  expect(spanish.ok && spanish.sentence).not.toBe(decision.sentence);
}
