import type { Employer, PlainDate, Policy } from '@esta-logic/shared-types';
import { describe, expect, test } from 'vitest';
import type { KnownEmployee, ObligationFacts } from '../index.ts';
import { michigan2025, obligationsBetween } from '../index.ts';

const day = (text: string): PlainDate => text as PlainDate;
const policy: Policy = { method: 'accrual', benefitYear: { type: 'calendar' }, waitingDays: 120 };
const ada: KnownEmployee = { id: 'ada', name: 'Ada', hireDate: day('2025-06-02') };

function due(facts: Partial<ObligationFacts> = {}, employer: Employer = { size: 'large' }): readonly string[] {
  const all = { employer, policy, employees: [ada], from: day('2025-01-01'), to: day('2025-12-31'), ...facts };
  const found = obligationsBetween(all, michigan2025);
  if (!found.ok) throw new Error(found.message);
  for (const each of found.obligations) {
    expect(each.citation).toMatch(/^MCL 408\.9/);
    expect(each.sentence).not.toMatch(/undefined|[{}]|\[object/);
  }
  const spanish = obligationsBetween(all, michigan2025, { language: 'es' });
  expect(spanish.ok && spanish.obligations.map(({ id }) => id)).toEqual(found.obligations.map(({ id }) => id));
  return found.obligations.map(({ date, kind, employee }) =>
    [date, kind, employee].filter((part) => part !== undefined).join(' '),
  );
}

describe('obligations', () => {
  test('a first year, in the order of its days', () => {
    expect(due()).toEqual([
      '2025-02-21 dutyStarts',
      '2025-02-21 minimumWage',
      '2025-03-23 poster',
      '2025-06-02 writtenNotice ada',
      '2025-09-30 waitEnds ada',
      '2025-12-31 yearEnd',
    ]);
  });

  test('people employed before the Act have the notice 30 days after it', () => {
    expect(due({ employees: [{ id: 'bo', hireDate: day('2011-05-02') }] })).toContain('2025-03-23 writtenNotice bo');
  });

  test('records of a year are kept for three', () => {
    expect(due({ from: day('2028-01-01'), to: day('2029-12-31') }).filter((line) => line.includes('records'))).toEqual([
      '2028-12-31 records',
      '2029-12-31 records',
    ]);
  });

  test('frontloading grants at the start; anniversary years end for each person', () => {
    expect(
      due({
        policy: { method: 'frontload', benefitYear: { type: 'fiscal', start: '07-01' } },
        from: day('2025-07-01'),
      }),
    ).toEqual(['2025-07-01 frontloadGrant']);
    const ownYears: Policy = { method: 'frontload', benefitYear: { type: 'anniversary' } };
    expect(due({ policy: ownYears, from: day('2025-06-01'), to: day('2026-06-30') })).toEqual([
      '2025-06-02 frontloadGrant ada',
      '2025-06-02 writtenNotice ada',
      '2026-01-01 minimumWage',
      '2026-06-01 yearEnd ada',
      '2026-06-02 frontloadGrant ada',
    ]);
    expect(due({ policy: { benefitYear: { type: 'anniversary' } }, to: day('2026-06-30') })).toContain(
      '2026-06-01 yearEnd ada',
    );
  });

  test('someone hired within a year that all share is granted time at the hire', () => {
    const shared: Policy = { method: 'frontload', benefitYear: { type: 'calendar' } };
    const grants = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.includes('Grant'));
    expect(grants(due({ policy: shared, to: day('2026-12-31') }))).toEqual([
      '2025-02-21 frontloadGrant',
      '2025-06-02 frontloadGrant ada',
      '2026-01-01 frontloadGrant',
    ]);
    const early: KnownEmployee = { id: 'cy', hireDate: day('2025-03-03') };
    expect(grants(due({ policy: shared, employees: [early] }, { size: 'small' }))).toEqual([
      '2025-10-01 frontloadGrant',
    ]);
    const before: KnownEmployee = { id: 'bo', hireDate: day('2011-05-02') };
    expect(grants(due({ policy: shared, employees: [before] }, { size: 'small' }))).toEqual([
      '2025-10-01 frontloadGrant',
    ]);
  });

  test('the duty of a small employer and of a start-up begins on its own day, and no year ends before it', () => {
    const span = { from: day('2025-03-24'), to: day('2027-12-31'), employees: [] };
    const fiscal: Policy = { benefitYear: { type: 'fiscal', start: '07-01' } };
    const kinds = (lines: readonly string[]): readonly string[] =>
      lines.filter((line) => /dutyStarts|yearEnd/.test(line));
    expect(kinds(due({ ...span, policy: fiscal, to: day('2026-12-31') }, { size: 'small' }))).toEqual([
      '2025-10-01 dutyStarts',
      '2026-06-30 yearEnd',
    ]);
    expect(kinds(due(span, { size: 'small', firstEmployeeDate: day('2024-10-14') }))).toEqual([
      '2027-10-14 dutyStarts',
      '2027-12-31 yearEnd',
    ]);
  });

  test('the size watch names the week that would complete the twentieth, and the week that did', () => {
    const sizeWatch = { latest: 12, latestWeekOf: day('2026-03-02'), weeksAtThreshold: { '2026': 9 } };
    const span = { from: day('2026-03-03'), to: day('2026-12-31'), employees: [], sizeWatch };
    expect(due(span, { headcountNow: 12, weeksWith11OrMore: { '2026': 9 } })).toContain('2026-05-18 sizeWatch');
    expect(due({ ...span, sizeWatch: { ...sizeWatch, latest: 10 } }, { size: 'small' })).not.toContain(
      '2026-05-18 sizeWatch',
    );
    expect(
      due({ ...span, sizeWatch: { ...sizeWatch, latestWeekOf: day('2026-12-07') } }, { size: 'small' }).join(),
    ).not.toContain('sizeWatch');
    expect(due(span, { weeksWith11OrMore: { '2026': 20 }, weeksReachedOn: { '2026': day('2026-05-18') } })).toContain(
      '2026-05-18 sizeReached',
    );
  });

  test('a birthday, a separation and an agreement that ends', () => {
    expect(due({ employees: [{ ...ada, birthDate: day('2007-08-09') }] })).toContain('2025-08-09 turnsAdult ada');
    expect(due({ employees: [{ ...ada, separationDate: day('2025-07-01') }] })).toEqual([
      '2025-02-21 dutyStarts',
      '2025-02-21 minimumWage',
      '2025-03-23 poster',
      '2025-06-02 writtenNotice ada',
      '2025-09-01 rehireWindow ada',
      '2025-12-31 yearEnd',
    ]);
    const agreements = [
      { type: 'cba', name: 'Local 876', termEnd: day('2025-11-30'), conflictsWithEsta: true },
      { type: 'cba', name: 'silent', termEnd: day('2025-11-30') },
    ] as const;
    expect(due({}, { size: 'large', agreements }).filter((line) => line.includes('agreement'))).toEqual([
      '2025-11-30 agreementEnds',
    ]);
  });

  test('nobody outside the law is due anything, and a second page says nothing of the employer twice', () => {
    expect(due({ employees: [{ ...ada, ageYears: 17 }] }).join()).not.toContain('ada');
    const page = obligationsBetween(
      { employer: { size: 'large' }, policy, employees: [ada], from: day('2025-01-01'), to: day('2025-12-31') },
      michigan2025,
      { only: 'employees' },
    );
    expect(page.ok && page.obligations.every(({ employee }) => employee === 'ada')).toBe(true);
  });
});
