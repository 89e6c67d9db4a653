import type { DayHours } from '@esta-logic/accrual-engine';
import type { PlainDate, Policy } from '@esta-logic/shared-types';
import { addDays, add, parseRational, toFraction, ZERO } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BalanceFacts, LateReport } from './index.ts';
import { balanceDecision, ledgerDecision, michigan2025, yearEndDecision } from './index.ts';

const day = (text: string): PlainDate => text as PlainDate;
const worked = (from: string, count: number, hours = '10'): DayHours[] =>
  Array.from({ length: count }, (_, index) => [addDays(day(from), index), hours]);
const facts = (more: Partial<BalanceFacts> = {}): BalanceFacts => ({
  employer: { size: 'large' },
  employee: { hireDate: day('2025-03-03') },
  days: worked('2025-03-03', 300),
  uses: [],
  asOf: day('2026-06-30'),
  pack: michigan2025,
  ...more,
});

function yearEnd(more: Partial<BalanceFacts> = {}) {
  const decision = yearEndDecision(facts(more));
  if (!decision.ok) throw new Error(decision.message);
  return decision.yearEnd;
}

function entries(more: Partial<BalanceFacts>) {
  const decision = ledgerDecision(facts(more));
  if (!decision.ok) throw new Error(decision.message);
  return decision.ledger;
}

function available(more: Partial<BalanceFacts>): string {
  const decision = balanceDecision(facts(more));
  if (!decision.ok) throw new Error(decision.message);
  return decision.result.available;
}

describe('the end of a year', () => {
  test('carries up to the cap, and what lapses stands beside it', () => {
    expect(yearEnd()).toMatchObject({
      year: '2025',
      end: '2025-12-31',
      accrued: '100',
      carried: '72',
      forfeited: '28',
      carryoverCap: '72',
      nextGrant: null,
    });
    expect(yearEnd()?.citations[0]).toBe('MCL 408.963 (carryover.cap)');
  });

  test('a grant carries nothing and names the next one, unless the person has left', () => {
    const policy: Policy = { method: 'frontload' };
    expect(yearEnd({ policy })).toMatchObject({ carried: '0', forfeited: '72', nextGrant: '72' });
    expect(
      yearEnd({ policy, employee: { hireDate: day('2025-03-03'), separationDate: day('2025-11-30') } }),
    ).toMatchObject({ nextGrant: null });
  });

  test('there is none before a year has ended, nor for somebody outside the law', () => {
    expect(yearEnd({ asOf: day('2025-12-30') })).toBeNull();
    expect(yearEnd({ employee: { hireDate: day('2025-03-03'), ageYears: 17 } })).toBeNull();
    expect(yearEnd({ asOf: day('2025-12-31') })).toMatchObject({ end: '2025-12-31' });
  });

  test('is what the ledger that runs past it carries, whatever was worked and used', () => {
    const hours = fc.integer({ min: 1, max: 14 }).map(String);
    fc.assert(
      fc.property(
        fc.array(hours, { minLength: 1, maxLength: 280 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom('small', 'large'),
        (shifts, used, size) => {
          const more = {
            employer: { size } as const,
            days: shifts.map((each, index): DayHours => [addDays(day('2025-03-03'), index), each]),
            uses: used === 0 ? [] : [['2025-12-20', String(used)] as DayHours],
          };
          const closed = entries({ ...more, asOf: day('2026-01-01') }).years[0];
          expect(yearEnd({ ...more, asOf: day('2026-01-31') })?.carried).toBe(toFraction(closed?.carriedOut ?? ZERO));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a closed year', () => {
  const late = (date: string, hours: string, on: string, kind: 'work' | 'use' = 'work'): LateReport => ({
    kind,
    date: day(date),
    hours,
    on: day(on),
    closedThrough: day('2025-12-31'),
  });
  const days = worked('2025-03-03', 30);

  test('is not edited: the difference is posted when it becomes known, with its cause', () => {
    const before = entries({ days });
    const after = entries({
      days,
      late: [late('2025-11-03', '60', '2026-02-10'), late('2025-12-01', '1', '2026-03-01', 'use')],
    });
    expect(after.entries.filter(({ year }) => year === '2025')).toEqual(
      before.entries.filter(({ year }) => year === '2025'),
    );
    expect(after.entries.filter(({ kind }) => kind === 'adjustment')).toMatchObject([
      { date: '2026-02-10', hours: '2', cause: 'correction of days up to 2025-12-31', citation: 'MCL 408.963' },
      { date: '2026-03-01', hours: '-1' },
    ]);
    expect(available({ days, late: [late('2025-11-03', '60', '2026-02-10')], asOf: day('2026-02-09') })).toBe('10');
    expect(available({ days, late: [late('2025-11-03', '60', '2026-02-10')], asOf: day('2026-02-10') })).toBe('12');
  });

  test('that carried the most it may is not changed by more work', () => {
    expect(
      entries({ late: [late('2025-12-31', '300', '2026-02-10')] }).entries.some(({ kind }) => kind === 'adjustment'),
    ).toBe(false);
  });

  test('comes to the same balance as if everything had been reported in time', () => {
    const report = fc.record({
      offset: fc.integer({ min: 0, max: 290 }),
      hours: fc.integer({ min: 1, max: 12 }).map(String),
      on: fc.constantFrom('2026-01-10', '2026-02-10', '2026-04-01'),
    });
    fc.assert(
      fc.property(fc.array(report, { maxLength: 12 }), (reports) => {
        const reported = reports.map(({ offset, hours, on }) => late(addDays(day('2025-03-03'), offset), hours, on));
        const inTime = [...days, ...reported.map(({ date, hours }): DayHours => [date, hours])].sort(([a], [b]) =>
          a < b ? -1 : 1,
        );
        expect(available({ days, late: reported })).toBe(available({ days: inTime }));
        const total = entries({ days, late: reported })
          .entries.filter(({ kind }) => kind === 'adjustment')
          .reduce((sum, { hours }) => add(sum, parseRational(hours) ?? ZERO), ZERO);
        expect(toFraction(add(total, parseRational('10') ?? ZERO))).toBe(available({ days: inTime }));
      }),
      { numRuns: 60 },
    );
  });
});
