import { describe, expect, test } from 'vitest';
import examples from '../test/fixtures/examples.json' with { type: 'json' };
import type { WorkedCase } from './index.ts';
import { checkCase, michigan2025 } from './index.ts';

const cases: readonly WorkedCase[] = examples;

describe('worked cases', () => {
  test('there are 25', () => expect(cases.length).toBe(25));

  test.each(cases.map((worked) => [worked.id, worked] as const))('%s', (_id, worked) => {
    const result = checkCase(worked, michigan2025);
    expect(result.diff).toEqual([]);
    expect(result.pass).toBe(true);
    expect(result.trace.length).toBeGreaterThan(0);
    for (const step of result.trace) expect(step.citation).toMatch(/^MCL 408\.9/);
  });
});
