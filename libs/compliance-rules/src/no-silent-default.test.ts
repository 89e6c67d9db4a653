import { describe, expect, test } from 'vitest';
import { decided } from '../test/michigan.ts';
import { decide, expandDecisions, decideTable, caseTable, michigan2025 } from './index.ts';

const large = { employer: { size: 'large' }, employee: { hireDate: '2024-06-03' } };
const worked = (event: object): Readonly<Record<string, unknown>> => ({
  ...large,
  events: [{ type: 'work', ...event }],
  asOf: '2026-12-31',
});

describe('W13: what cannot be decided is refused by its name', () => {
  test.each<[string, string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      'hours below zero',
      'accrual',
      worked({ date: '2026-01-05', hours: '-8' }),
      /events\[0\]\.hours must be hours of 0 or more/,
    ],
    ['hours as a clock writes them', 'accrual', worked({ date: '2026-01-05', hours: '8:20' }), /not "8:20"/],
    ['a division by zero', 'accrual', worked({ date: '2026-01-05', hours: '1/0' }), /not "1\/0"/],
    [
      'a day that does not exist',
      'accrual',
      worked({ date: '2026-02-29', hours: '8' }),
      /events\[0\]\.date must be a date/,
    ],
    [
      'weeks without end',
      'accrual',
      worked({ weekOf: '2026-01-05', hours: '8', repeatWeeks: 1e9 }),
      /repeatWeeks must be a whole number from 0 to/,
    ],
    [
      'an event of an unknown kind',
      'accrual',
      worked({ type: 'holiday', date: '2026-01-05', hours: '8' }),
      /type must be one of work, shift, use/,
    ],
    [
      'a size nobody has',
      'accrual',
      { ...worked({ date: '2026-01-05', hours: '8' }), employer: { size: 'medium' } },
      /employer\.size must be one of/,
    ],
    [
      'no size',
      'accrual',
      { ...worked({ date: '2026-01-05', hours: '8' }), employer: {} },
      /employer\.size is missing/,
    ],
    [
      'no hire',
      'accrual',
      { ...worked({ date: '2026-01-05', hours: '8' }), employee: {} },
      /employee\.hireDate is missing/,
    ],
    [
      'a number as text',
      'classifyEmployer',
      { asOf: '2026-05-01', employer: { headcountNow: '9' } },
      /headcountNow must be a whole number/,
    ],
    [
      'half a person',
      'classifyEmployer',
      { asOf: '2026-05-01', employer: { headcountNow: 9.5 } },
      /headcountNow must be a whole number/,
    ],
    [
      'a year of 55 weeks',
      'classifyEmployer',
      { asOf: '2026-05-01', employer: { headcountNow: 9, weeksWith11OrMore: { 2026: 55 } } },
      /weeksWith11OrMore\.2026 is 55/,
    ],
    [
      'a birth date, and no day to be so old on',
      'coverage',
      { employee: { birthDate: '2012-01-01' } },
      /asOf is missing/,
    ],
    ['a record without its date', 'adminDeadlines', { record: { kind: 'hoursWorked' } }, /record\.date is missing/],
    [
      'a need of which nobody says whether it was foreseeable',
      'notice',
      { use: { startDate: '2026-01-10' } },
      /use\.foreseeable is missing/,
    ],
    [
      'an agreement that ends before it begins',
      'agreement',
      { agreement: { type: 'cba', termStart: '2025-01-01', termEnd: '2024-12-31' } },
      /termEnd 2024-12-31 is before/,
    ],
    [
      'a violation of an unknown kind',
      'penalty',
      { violation: { kind: 'tardiness', date: '2026-01-01' } },
      /give one of posting, failedToProvide, retaliation/,
    ],
    [
      'a switch of which nobody has heard',
      'documentation',
      { use: { dates: ['2026-01-05'] }, policy: { switches: { 'documents.weekend': 'calendarDays' } } },
      /policy\.switches\.documents\.weekend is no switch of us-mi-esta-2025/,
    ],
    [
      'an option that the switch does not have',
      'accrual',
      { ...worked({ date: '2026-01-05', hours: '8' }), policy: { switches: { 'exempt.idleWeeks': 'sometimes' } } },
      /give one of notCounted, counted/,
    ],
    [
      'a request that ends before it starts',
      'usable',
      {
        ...large,
        balances: { balanceHours: '8' },
        request: { start: '2026-01-05T08:00:00-05:00', end: '2026-01-04T08:00:00-05:00' },
      },
      /request\.end is not after/,
    ],
    [
      'a request of years',
      'usable',
      {
        ...large,
        balances: { balanceHours: '8' },
        request: { start: '2026-01-05', end: '2029-01-05', hoursPerDay: '8' },
      },
      /more than a year/,
    ],
  ])('%s', (_title, question, given, message) => {
    const refused = decide(question, { question, ...given }, michigan2025);
    expect(refused).toMatchObject({ ok: false });
    expect(!refused.ok && refused.code).toMatch(/^(bad-given|missing-fact)$/);
    expect(!refused.ok && refused.message).toMatch(message);
  });
});

describe('W13: what is not followed is said', () => {
  test.each<[string, string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      'a grant below the law',
      'frontload',
      { ...large, policy: { method: 'frontload', frontloadHours: '40' } },
      /policy\.frontloadHours is 40, less than the law gives; 72/,
    ],
    [
      'a rate below the law',
      'accrual',
      { ...worked({ date: '2026-01-05', hours: '8' }), policy: { accrualPerHourWorked: '1/40' } },
      /less than one hour for every 30 worked/,
    ],
    [
      'a reason that nobody can place',
      'purpose',
      { use: { date: '2026-01-05', reason: 'crimeVictimCourtDate' } },
      /"crimeVictimCourtDate" names no purpose/,
    ],
    [
      'a headcount beside another size',
      'classifyEmployer',
      { asOf: '2026-05-01', employer: { size: 'small', headcountNow: 14 } },
      /14 people are counted and the employer is stated to be small/,
    ],
    ['a fact that nobody knows', 'coverage', { employee: { ageYear: 17 } }, /employee\.ageYear/],
  ])('%s', (_title, question, given, message) => {
    expect(decided(question, given).warnings.join(' ')).toMatch(message);
  });
});

describe('somebody outside the law', () => {
  const volunteer = { ...large, employee: { hireDate: '2024-06-03', volunteer: true } };
  const events = [{ type: 'work', date: '2026-01-05', hours: '300' }];
  const request = { date: '2026-02-02', hours: '8' };

  test('earns, uses and carries nothing, and the reason is the exclusion', () => {
    expect(decided('accrual', { ...volunteer, events, asOf: '2026-12-31' }).result).toMatchObject({
      accruedHours: '0',
      covered: false,
    });
    const use = decided('usable', { ...volunteer, events, request });
    expect(use.result).toMatchObject({ grantHours: '0', deniedHours: '8', covered: false });
    expect(use.sentence).toMatch(/does not cover this person \(volunteer\)/);
    expect(decided('yearRollover', { ...volunteer, events, yearEnd: '2026-12-31' }).result).toMatchObject({
      carryoverHours: '0',
      covered: false,
    });
  });

  test('is answered alike in a table', () => {
    const given = { question: 'usable', ...volunteer, events, request };
    const table = decideTable('usable', caseTable(given, ['request.hours'], [['8'], ['4']]), michigan2025);
    if (typeof table !== 'string') throw new Error(table.message);
    expect(expandDecisions(JSON.parse(table))[0]).toEqual(decide('usable', given, michigan2025));
  });
});
