import { describe, test } from 'vitest';
import type { Row } from '../test/michigan.ts';
import { checkRow } from '../test/michigan.ts';

const on = { asOf: '2025-06-02' };
const size: readonly Row[] = [
  [
    '10 people are small',
    { ...on, employer: { headcount: 10 } },
    { size: 'small', useCapHours: '40', carryoverCapHours: '40', frontloadHours: '40' },
  ],
  ['11 people are large', { ...on, employer: { headcount: 11 } }, { size: 'large', useCapHours: '72' }],
  [
    '19 weeks last year are not enough',
    { ...on, employer: { headcountNow: 9, weeksWith11OrMore: { 2024: 19, 2025: 0 } } },
    { size: 'small' },
  ],
  [
    '20 weeks last year are',
    { ...on, employer: { headcountNow: 9, weeksWith11OrMore: { 2024: 20, 2025: 0 } } },
    { size: 'large' },
  ],
  [
    '19 and 19 are not summed',
    { ...on, employer: { headcountNow: 9, weeksWith11OrMore: { 2024: 19, 2025: 19 } } },
    { size: 'small' },
  ],
  [
    '20 weeks this year are enough',
    { ...on, employer: { headcountNow: 9, weeksWith11OrMore: { 2025: 20 } } },
    { size: 'large' },
  ],
  [
    '20 weeks two years ago no longer count',
    { ...on, employer: { headcountNow: 9, weeksWith11OrMore: { 2023: 52 } } },
    { size: 'small' },
  ],
  [
    '12 people in 5 weeks are small and watched',
    { ...on, employer: { headcountNow: 12, weeksWith11OrMore: { 2025: 5 } } },
    { size: 'small' },
  ],
  [
    'staffing-agency workers and owners on the payroll count, other owners do not',
    {
      ...on,
      employer: {
        regularEmployees: 7,
        staffingAgencyWorkers: 3,
        ownersOnPayroll: 1,
        ownersNotEmployees: 2,
        weeksAtThisHeadcount: { 2025: 20 },
      },
    },
    { countedHeadcount: 11, size: 'large' },
  ],
  [
    'owners who are no employees do not make eleven',
    {
      ...on,
      employer: {
        regularEmployees: 7,
        staffingAgencyWorkers: 3,
        ownersOnPayroll: 0,
        ownersNotEmployees: 2,
        weeksAtThisHeadcount: { 2025: 30 },
      },
    },
    { countedHeadcount: 10, size: 'small' },
  ],
  [
    'people elsewhere in the country count',
    { ...on, employer: { michiganHeadcount: 5, otherUsHeadcount: 6 } },
    { countedHeadcount: 11, size: 'large' },
  ],
];

const duty: readonly Row[] = [
  ['large', { employer: { size: 'large' } }, { obligationStart: '2025-02-21' }],
  ['small', { employer: { size: 'small' } }, { obligationStart: '2025-10-01' }],
  [
    'first employee on the day itself is no start-up',
    { employer: { size: 'small', firstEmployeeDate: '2022-02-21' } },
    { obligationStart: '2025-10-01' },
  ],
  [
    'a start-up whose years are over before October',
    { employer: { size: 'small', firstEmployeeDate: '2022-02-22' } },
    { obligationStart: '2025-10-01' },
  ],
  ['a start-up', { employer: { size: 'small', firstEmployeeDate: '2022-10-02' } }, { obligationStart: '2025-10-02' }],
  [
    'a leap-day start-up',
    { employer: { size: 'small', firstEmployeeDate: '2024-02-29' } },
    { obligationStart: '2027-02-28' },
  ],
  [
    'a large employer is never a start-up',
    { employer: { size: 'large', firstEmployeeDate: '2024-10-14' } },
    { obligationStart: '2025-02-21' },
  ],
  [
    'hours count from the later hire',
    { employer: { size: 'small' }, employee: { hireDate: '2025-12-01' } },
    { obligationStart: '2025-10-01', accrualStart: '2025-12-01' },
  ],
];

const large = { employer: { size: 'large' } };
const waits: readonly Row[] = [
  [
    'hired before the Act: no wait',
    { ...large, policy: { waitingDays: 120 }, employee: { hireDate: '2025-02-20' } },
    { waitingPermitted: false, firstUseDate: '2025-02-21' },
  ],
  [
    'hired on the day: a wait (the department)',
    { ...large, policy: { waitingDays: 120 }, employee: { hireDate: '2025-02-21' } },
    { waitingPermitted: true, firstUseDate: '2025-06-21' },
  ],
  [
    'hired on the day: no wait (policy switch)',
    {
      ...large,
      policy: { waitingDays: 120, switches: { 'waiting.hireOnEffectiveDate': 'notAllowed' } },
      employee: { hireDate: '2025-02-21' },
    },
    { waitingPermitted: false, firstUseDate: '2025-02-21' },
  ],
  [
    'the earlier reading of the last day (policy switch)',
    {
      ...large,
      policy: { waitingDays: 120, switches: { 'waiting.firstUseDay': 'onLastDay' } },
      employee: { hireDate: '2025-02-21' },
    },
    { firstUseDate: '2025-06-20' },
  ],
  [
    '150 days are cut to 120',
    { ...large, policy: { waitingDays: 150 }, employee: { hireDate: '2025-03-01' } },
    { waitingDays: 120, firstUseDate: '2025-06-29' },
  ],
  [
    '90 days hold',
    { ...large, policy: { waitingDays: 90 }, employee: { hireDate: '2025-03-01' } },
    { firstUseDate: '2025-05-30' },
  ],
  [
    'a policy without a wait',
    { ...large, policy: {}, employee: { hireDate: '2025-03-01' } },
    { waitingPermitted: true, firstUseDate: '2025-03-01' },
  ],
  [
    'no wait for frontloaded time',
    { ...large, policy: { method: 'frontload', waitingDays: 120 }, employee: { hireDate: '2025-03-01' } },
    { waitingPermitted: false, firstUseDate: '2025-03-01' },
  ],
  [
    'no wait in a multiemployer plan',
    { ...large, policy: { waitingDays: 120, multiemployerPlan: true }, employee: { hireDate: '2025-03-01' } },
    { waitingPermitted: false },
  ],
  [
    'a small employer: the wait runs from the hire, use from October at the earliest',
    {
      employer: { size: 'small' },
      policy: { waitingDays: 120 },
      employee: { hireDate: '2025-03-01' },
      probeDates: ['2025-09-30', '2025-10-01'],
    },
    { firstUseDate: '2025-10-01', mayUseOn: { '2025-09-30': false, '2025-10-01': true } },
  ],
];

const nonexempt = { employer: { size: 'large' }, employee: { hireDate: '2024-06-03', flsa: 'nonexempt' } };
const exempt = (more: object): object => ({
  employer: { size: 'large' },
  employee: { hireDate: '2020-01-06', flsa: 'exempt', ...more },
});
const counting: readonly Row[] = [
  [
    'a full year of full time is not 69.264',
    {
      ...nonexempt,
      events: [{ type: 'work', weekOf: '2026-01-05', hours: '40', repeatWeeks: 52 }],
      asOf: '2027-01-03',
    },
    { accruedHours: '208/3' },
  ],
  [
    '300 shifts of 7.4 hours are exactly 74',
    {
      ...nonexempt,
      events: [{ type: 'work', firstDate: '2026-01-01', hours: '7.4', repeatDays: 300 }],
      asOf: '2026-12-31',
    },
    { countedHours: '2220', accruedHours: '74' },
  ],
  [
    'one minute is two seconds',
    { ...nonexempt, events: [{ type: 'work', date: '2026-01-05', hours: '1/60' }], asOf: '2026-01-05' },
    { accruedHours: '1/1800' },
  ],
  [
    'hours before the Act do not count',
    {
      ...nonexempt,
      events: [
        { type: 'work', date: '2025-02-20', hours: '8' },
        { type: 'work', date: '2025-02-21', hours: '8' },
      ],
      asOf: '2025-03-01',
    },
    { countedHours: '8' },
  ],
  [
    'a week that the Act begins in counts from its Friday',
    { ...nonexempt, events: [{ type: 'work', weekOf: '2025-02-17', hours: '40' }], asOf: '2025-03-01' },
    { countedHours: '8' },
  ],
  [
    'hours after the day asked about do not count',
    {
      ...nonexempt,
      events: [{ type: 'work', firstDate: '2026-01-05', hours: '8', repeatDays: 5 }],
      asOf: '2026-01-06',
    },
    { countedHours: '16' },
  ],
  [
    'ten weekdays pass over a weekend',
    {
      ...nonexempt,
      events: [{ type: 'work', firstDate: '2026-01-05', weekdaysOnly: true, hours: '8', repeatDays: 10 }],
      asOf: '2026-01-16',
    },
    { countedHours: '80' },
  ],
  [
    'clocks forward: seven hours',
    {
      ...nonexempt,
      events: [{ type: 'shift', start: '2026-03-07T22:00:00-05:00', end: '2026-03-08T06:00:00-04:00' }],
      asOf: '2026-03-08',
    },
    { countedHours: '7' },
  ],
  [
    'a night across the end of September, small employer',
    {
      ...nonexempt,
      employer: { size: 'small' },
      events: [{ type: 'shift', start: '2025-09-30T22:00:00-04:00', end: '2025-10-01T06:00:00-04:00' }],
      asOf: '2025-10-01',
    },
    { countedHours: '6' },
  ],
  [
    'an unpaid break is not worked',
    {
      ...nonexempt,
      events: [
        { type: 'shift', start: '2026-01-05T08:00:00-05:00', end: '2026-01-05T16:20:00-05:00', unpaidBreakMinutes: 30 },
      ],
      asOf: '2026-01-05',
    },
    { countedHours: '47/6' },
  ],
  [
    'an exempt 30-hour week',
    {
      ...exempt({ normalWeekHours: '30' }),
      events: [{ type: 'work', weekOf: '2026-01-05', hours: '55', repeatWeeks: 2 }],
      asOf: '2026-01-18',
    },
    { countedHours: '60', accruedHours: '2' },
  ],
  [
    'an exempt 50-hour week counts 40',
    {
      ...exempt({ normalWeekHours: '50' }),
      events: [{ type: 'work', weekOf: '2026-01-05', hours: '20' }],
      asOf: '2026-01-11',
    },
    { countedHours: '40' },
  ],
  [
    'an exempt week not worked counts nothing',
    {
      ...exempt({}),
      events: [
        { type: 'work', weekOf: '2026-01-05', hours: '40' },
        { type: 'work', weekOf: '2026-01-19', hours: '40' },
      ],
      asOf: '2026-01-25',
    },
    { countedHours: '80' },
  ],
  [
    'an exempt hire on a Wednesday counts three days of five',
    {
      employer: { size: 'large' },
      employee: { hireDate: '2026-01-07', flsa: 'exempt' },
      events: [{ type: 'work', weekOf: '2026-01-05', hours: '24' }],
      asOf: '2026-01-11',
    },
    { countedHours: '24' },
  ],
  [
    'someone under 18 accrues nothing',
    {
      ...nonexempt,
      employee: { hireDate: '2025-06-01', ageYears: 17 },
      events: [{ type: 'work', date: '2025-06-02', hours: '8' }],
      asOf: '2025-06-02',
    },
    { countedHours: '0', accruedHours: '0' },
  ],
];

describe('Michigan: size, dates and hours', () => {
  test.each(size)('size: %s', (_title, given, expected) => checkRow('classifyEmployer', given, expected));
  test.each(duty)('duty: %s', (_title, given, expected) => checkRow('dutyStart', given, expected));
  test.each(waits)('wait: %s', (_title, given, expected) => checkRow('waiting', given, expected));
  test.each(counting)('hours: %s', (_title, given, expected) => checkRow('accrual', given, expected));
});
