import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTallies, lastLine, tallyOf } from './vitest-report.ts';

function file(statuses: string[], status = statuses.includes('failed') ? 'failed' : 'passed') {
  return {
    name: 'a.test.ts',
    status,
    message: 'SyntaxError: x\nat y',
    assertionResults: statuses.map((one, at) => ({ status: one, fullName: `test ${at}` })),
  };
}

describe('tallyOf', () => {
  it('counts what passed, failed and was skipped, and names what failed', () => {
    const tally = tallyOf('libs/x', { testResults: [file(['passed', 'failed', 'pending', 'todo']), file(['passed'])] });
    expect(tally).toEqual({ passed: 2, failed: 1, skipped: 2, failures: ['libs/x: test 1'] });
  });
  it('counts a file that could not be read as a failure', () => {
    const tally = tallyOf('libs/x', { testResults: [file(['passed']), file([], 'failed')] });
    expect(tally).toMatchObject({ passed: 1, failed: 1, failures: ['libs/x: a.test.ts: SyntaxError: x'] });
  });
  it('counts a run without a report, and a report without a test, as a failure', () => {
    expect(tallyOf('libs/x', undefined)).toMatchObject({ passed: 0, failed: 1 });
    expect(tallyOf('libs/x', { testResults: [] })).toMatchObject({ passed: 0, failed: 1 });
    expect(tallyOf('libs/x', { testResults: [file(['skipped'])] })).toMatchObject({ passed: 0, failed: 1 });
  });
  it('loses no test, whatever the statuses', () => {
    const statuses = fc.array(fc.constantFrom('passed', 'failed', 'pending', 'skipped', 'todo'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(statuses, { minLength: 1 }), (files) => {
        const tally = tallyOf('libs/x', { testResults: files.map((one) => file(one)) });
        const ran = files.flat().some((one) => one === 'passed' || one === 'failed');
        fc.pre(ran);
        expect(tally.passed + tally.failed + tally.skipped).toBe(files.flat().length);
      }),
    );
  });
});

describe('the last line', () => {
  it('is plain', () => {
    const total = addTallies([tallyOf('a', { testResults: [file(['passed', 'todo'])] }), tallyOf('b', undefined)]);
    expect(lastLine(total)).toBe('1 passed, 1 failed, 1 skipped');
  });
});
