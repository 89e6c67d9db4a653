import { describe, expect, test } from 'vitest';
import accrual from '../test/fixtures/by-hand/accrual.json' with { type: 'json' };
import adminDeadlines from '../test/fixtures/by-hand/admin-deadlines.json' with { type: 'json' };
import agreement from '../test/fixtures/by-hand/agreement.json' with { type: 'json' };
import classifyEmployer from '../test/fixtures/by-hand/classify-employer.json' with { type: 'json' };
import coverage from '../test/fixtures/by-hand/coverage.json' with { type: 'json' };
import documentation from '../test/fixtures/by-hand/documentation.json' with { type: 'json' };
import dutyStart from '../test/fixtures/by-hand/duty-start.json' with { type: 'json' };
import frontload from '../test/fixtures/by-hand/frontload.json' with { type: 'json' };
import increment from '../test/fixtures/by-hand/increment.json' with { type: 'json' };
import notice from '../test/fixtures/by-hand/notice.json' with { type: 'json' };
import payRate from '../test/fixtures/by-hand/pay-rate.json' with { type: 'json' };
import penalty from '../test/fixtures/by-hand/penalty.json' with { type: 'json' };
import ptoEquivalence from '../test/fixtures/by-hand/pto-equivalence.json' with { type: 'json' };
import purpose from '../test/fixtures/by-hand/purpose.json' with { type: 'json' };
import reinstatement from '../test/fixtures/by-hand/reinstatement.json' with { type: 'json' };
import separation from '../test/fixtures/by-hand/separation.json' with { type: 'json' };
import usable from '../test/fixtures/by-hand/usable.json' with { type: 'json' };
import waiting from '../test/fixtures/by-hand/waiting.json' with { type: 'json' };
import yearRollover from '../test/fixtures/by-hand/year-rollover.json' with { type: 'json' };
import type { WorkedCase } from './index.ts';
import { checkCase, decide, michigan2025, questionNames } from './index.ts';

interface CaseByHand extends WorkedCase {
  readonly section: string;
  readonly why: string;
}

const BY_QUESTION = {
  accrual,
  adminDeadlines,
  agreement,
  classifyEmployer,
  coverage,
  documentation,
  dutyStart,
  frontload,
  increment,
  notice,
  payRate,
  penalty,
  ptoEquivalence,
  purpose,
  reinstatement,
  separation,
  usable,
  waiting,
  yearRollover,
};
const cases: readonly CaseByHand[] = Object.values(BY_QUESTION).flat();

/** What a sentence says when a fact of it is missing. */
const GAP = /undefined|NaN|\[object|[{}]/;

describe('W11: cases worked out from the Act before the engine was asked', () => {
  test('there are some for every question that a case can ask', () => {
    expect([...Object.keys(BY_QUESTION), 'transfer'].sort()).toEqual([...questionNames].sort());
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test.each(cases.map((worked) => [worked.id, worked.section, worked.why, worked] as const))(
    '%s (%s): %s',
    (_id, section, _why, worked) => {
      const result = checkCase(worked, michigan2025);
      expect(result.diff).toEqual([]);
      expect(result.trace.some(({ citation }) => citation.startsWith(section))).toBe(true);
    },
  );

  test.each(cases.map((worked) => [worked.id, worked] as const))('W4: %s says the same in Spanish', (_id, worked) => {
    const question = String(worked.given['question']);
    const [en, es] = [
      decide(question, worked.given, michigan2025),
      decide(question, worked.given, michigan2025, { language: 'es' }),
    ];
    if (!en.ok || !es.ok) throw new Error('refused');
    expect(es.result).toEqual(en.result);
    expect(es.trace.map(({ rule, value }) => [rule, value])).toEqual(en.trace.map(({ rule, value }) => [rule, value]));
    expect(es.warnings.length).toBe(en.warnings.length);
    for (const text of [...en.trace, ...es.trace].map(({ why }) => why).concat(en.warnings, es.warnings))
      expect(text).not.toMatch(GAP);
    expect(es.sentence).not.toBe(en.sentence);
  });
});
