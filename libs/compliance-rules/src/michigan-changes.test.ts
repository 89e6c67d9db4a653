import type { DayHours } from '@esta-logic/accrual-engine';
import type { Employee, Employer, PlainDate, Policy } from '@esta-logic/shared-types';
import { addDays, parseRational, toFraction, add, ZERO } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decided } from '../test/michigan.ts';
import type { BalanceFacts } from './index.ts';
import { balanceDecision, ledgerDecision, michigan2025, yearEndDecision } from './index.ts';

const day = (text: string): PlainDate => text as PlainDate;
const workedDays = (from: string, count: number, hours = '8'): DayHours[] =>
  Array.from({ length: count }, (_, index) => [addDays(day(from), index), hours]);

function balance(
  employer: Employer,
  employee: Employee,
  days: readonly DayHours[],
  asOf: string,
  rest: Partial<BalanceFacts> = {},
) {
  const decision = balanceDecision({
    employer,
    employee,
    days,
    uses: [],
    asOf: day(asOf),
    pack: michigan2025,
    ...rest,
  });
  if (!decision.ok) throw new Error(decision.message);
  return decision;
}

describe('an employer that reaches the weeks during a year', () => {
  const employer = { weeksWith11OrMore: { '2025': 0, '2026': 20 }, weeksReachedOn: { '2026': '2026-05-18' } };
  const size = (asOf: string, policy: object = {}): unknown =>
    decided('classifyEmployer', { employer, asOf, policy }).result;

  test.each([
    ['2026-05-17', 'small', '40'],
    ['2026-05-18', 'large', '72'],
    ['2027-12-31', 'large', '72'],
    ['2028-01-01', 'small', '40'],
  ])('on %s it is %s', (asOf, tier, useCapHours) => expect(size(asOf)).toMatchObject({ size: tier, useCapHours }));

  test('the switch puts it off to the next year', () => {
    const policy = { switches: { 'size.crossing': 'nextYear' } };
    expect(size('2026-12-31', policy)).toMatchObject({ size: 'small' });
    expect(size('2027-01-01', policy)).toMatchObject({ size: 'large' });
  });

  test('use before the week counts toward the higher limit, and the balance says that the law is open here', () => {
    const facts = { uses: [['2026-04-01', '30'] as DayHours] };
    const people = { hireDate: day('2025-11-01') };
    const days = workedDays('2025-11-01', 400, '12');
    expect(balance(employer as unknown as Employer, people, days, '2026-05-17', facts).result.available).toBe('10');
    const after = balance(employer as unknown as Employer, people, days, '2026-05-18', facts);
    expect(after.result.available).toBe('42');
    expect(after.warnings.join(' ')).toContain('from that week');
  });

  test('a small employer that crosses before its own date begins when it crosses', () => {
    const crossing = { weeksWith11OrMore: { '2025': 20 }, weeksReachedOn: { '2025': '2025-07-14' } };
    expect(decided('dutyStart', { employer: crossing }).result).toMatchObject({ obligationStart: '2025-07-14' });
  });
});

describe('time granted up front by an employer whose size changes', () => {
  const policy: Policy = { method: 'frontload', benefitYear: { type: 'calendar' } };
  const employee = { hireDate: day('2024-01-08') };
  const grants = (employer: Employer, asOf: string): readonly string[] => {
    const found = ledgerDecision({
      employer,
      policy,
      employee,
      days: [],
      uses: [],
      asOf: day(asOf),
      pack: michigan2025,
    });
    if (!found.ok) throw new Error(found.message);
    return found.ledger.entries.filter(({ kind }) => kind === 'frontload').map(({ date, hours }) => `${date} ${hours}`);
  };

  test('a year that was large keeps its 72 hours when the next is small', () => {
    const employer = { weeksWith11OrMore: { '2025': 20, '2026': 0 } };
    expect(grants(employer, '2027-06-30')).toEqual(['2025-02-21 72', '2026-01-01 72', '2027-01-01 40']);
    const facts = { employer, policy, employee, days: [], uses: [], pack: michigan2025 };
    const closed = yearEndDecision({ ...facts, asOf: day('2026-12-31') });
    expect(closed).toMatchObject({ ok: true, yearEnd: { accrued: '72', forfeited: '72', nextGrant: '40' } });
  });

  test('the week that makes it large adds the difference, and closed years stay as they were', () => {
    const employer = { weeksWith11OrMore: { '2026': 20 }, weeksReachedOn: { '2026': day('2026-11-02') } };
    const open = ['2025-10-01 40', '2026-01-01 40'];
    expect(grants(employer, '2026-11-01')).toEqual(open);
    expect(grants(employer, '2026-11-02')).toEqual([...open, '2026-11-02 32']);
    expect(grants(employer, '2027-01-01')).toEqual([...open, '2026-11-02 32', '2027-01-01 72']);
  });
});

describe('someone who turns 18', () => {
  const employee = { hireDate: day('2025-06-01'), birthDate: day('2008-02-29') };
  test('is covered from the birthday, and only hours from then on count', () => {
    const days = workedDays('2026-02-20', 20);
    expect(balance({ size: 'large' }, employee, days, '2026-02-27').result).toMatchObject({
      hoursWorked: '0',
      usableFrom: null,
    });
    expect(balance({ size: 'large' }, employee, days, '2026-03-11').result).toMatchObject({
      hoursWorked: '96',
      accrued: '16/5',
      usableFrom: '2026-02-28',
    });
    expect(decided('coverage', { employee, asOf: '2026-02-27' }).result).toMatchObject({ covered: false });
    expect(decided('coverage', { employee, asOf: '2026-02-28' }).result).toMatchObject({ covered: true });
  });
});

describe('someone who is hired again', () => {
  const ended = { hireDate: day('2025-03-03'), separationDate: day('2025-07-01') };
  const days = [...workedDays('2025-03-03', 60, '10'), ...workedDays('2025-09-05', 30, '10')];
  const hired = (hireDate: string, more: object = {}): Employee => ({
    hireDate: day(hireDate),
    earlierEmployments: [{ ...ended, ...more }],
  });
  const policy = { waitingDays: 120 };

  test('within two months has the unused time again and no new wait', () => {
    const { result } = balance({ size: 'large' }, hired('2025-09-01'), days, '2025-09-30', { policy });
    expect(result).toMatchObject({ accrued: '86/3', available: '86/3', usableFrom: '2025-07-01' });
  });

  test('nothing is assumed to be worked between two employments of somebody exempt', () => {
    const exempt: Employee = {
      flsa: 'exempt',
      hireDate: day('2026-03-02'),
      earlierEmployments: [{ hireDate: day('2026-01-05'), separationDate: day('2026-01-30') }],
    };
    expect(balance({ size: 'large' }, exempt, [], '2026-03-06').result.hoursWorked).toBe('200');
  });

  test('a day later, or paid out, is a new hire', () => {
    for (const employee of [hired('2025-09-02'), hired('2025-09-01', { paidOut: true })]) {
      const { result } = balance({ size: 'large' }, employee, days, '2025-12-28', { policy });
      expect(result).toMatchObject({ accrued: '10', available: '0' });
      expect(result.usableFrom! > '2025-12-29').toBe(true);
    }
  });

  test('the ledger says when the time left and came back, and on a day between shows the first employment', () => {
    const facts = {
      employer: { size: 'large' as const },
      employee: hired('2025-08-15'),
      days,
      uses: [],
      pack: michigan2025,
    };
    const read = (asOf: string) => {
      const decision = ledgerDecision({ ...facts, asOf: day(asOf) });
      if (!decision.ok) throw new Error(decision.message);
      return decision.ledger.entries.filter(({ kind }) => kind === 'reinstatement' || kind === 'adjustment');
    };
    expect(read('2025-08-01')).toEqual([]);
    expect(read('2025-08-31')).toMatchObject([
      { date: '2025-07-01', hours: '-20', kind: 'adjustment' },
      { date: '2025-08-15', hours: '20', kind: 'reinstatement', citation: 'MCL 408.965' },
    ]);
  });

  test('a bridged separation never changes the balance, whenever it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 55 }), (worked, gap) => {
        const separationDate = addDays(day('2025-03-03'), worked);
        const rehired = addDays(separationDate, gap);
        const records = [...workedDays('2025-03-03', worked), ...workedDays(rehired, 5)];
        const employee = { hireDate: rehired, earlierEmployments: [{ hireDate: day('2025-03-03'), separationDate }] };
        const asOf = addDays(rehired, 10);
        if (asOf > '2025-12-31') return;
        const { result } = balance({ size: 'large' }, employee, records, asOf);
        expect(result.available).toBe(
          toFraction(
            records.reduce((sum, [, hours]) => add(sum, parseRational(`${String(Number(hours))}/30`) ?? ZERO), ZERO),
          ),
        );
      }),
      { numRuns: 100 },
    );
  });
});
