import { describe, expect, test } from 'vitest';
import type { Row } from '../test/michigan.ts';
import { checkRow, decided } from '../test/michigan.ts';

const large = { employer: { size: 'large' }, employee: { hireDate: '2024-02-05' } };
const small = { employer: { size: 'small' }, employee: { hireDate: '2024-02-05' } };
const policy = (more: object = {}): object => ({ policy: { method: 'accrual', ...more } });
const frontload = (more: object = {}): object => ({ policy: { method: 'frontload', ...more } });

const rollover: readonly Row[] = [
  [
    '72 carry whole',
    { ...large, ...policy(), balances: { accruedThisYear: '72' }, yearEnd: '2025-12-31' },
    { carryoverHours: '72', forfeitedHours: '0' },
  ],
  [
    'a small employer may cap at 40',
    { ...small, ...policy(), balances: { accruedThisYear: '41' }, yearEnd: '2026-12-31' },
    { carryoverHours: '40', forfeitedHours: '1' },
  ],
  [
    'a higher cap is followed',
    { ...large, ...policy({ carryoverCapHours: '100' }), balances: { accruedThisYear: '90' }, yearEnd: '2025-12-31' },
    { carryoverHours: '90' },
  ],
  [
    'a lower cap is not',
    { ...large, ...policy({ carryoverCapHours: '40' }), balances: { accruedThisYear: '60' }, yearEnd: '2025-12-31' },
    { carryoverHours: '60' },
  ],
  [
    'no cap at all',
    { ...large, ...policy({ carryoverCapHours: 'none' }), balances: { accruedThisYear: '200' }, yearEnd: '2025-12-31' },
    { carryoverHours: '200' },
  ],
  [
    'fractions carry exactly',
    {
      ...large,
      ...policy(),
      balances: { carriedIn: '1/3', accruedThisYear: '77/6', usedThisYear: '8' },
      yearEnd: '2025-12-31',
    },
    { balanceAtYearEnd: '31/6', carryoverHours: '31/6' },
  ],
  [
    'more used than earned carries nothing, and no debt',
    { ...large, ...policy(), balances: { accruedThisYear: '10', usedThisYear: '16' }, yearEnd: '2025-12-31' },
    { balanceAtYearEnd: '-6', carryoverHours: '0', forfeitedHours: '0' },
  ],
  [
    'frontloaded time need not carry',
    { ...large, ...frontload(), balances: { frontloaded: '72', used: '30' }, yearEnd: '2025-12-31' },
    {
      balanceAtYearEnd: '42',
      carryoverHours: '0',
      forfeitedHours: '42',
      nextYearFrontloadHours: '72',
      yearEndPayoutRequired: false,
    },
  ],
  [
    'a small employer grants 40 again',
    { ...small, ...frontload(), balances: { frontloaded: '40', used: '0' }, yearEnd: '2025-12-31' },
    { nextYearFrontloadHours: '40' },
  ],
  [
    'a fiscal year',
    {
      ...large,
      policy: { benefitYear: { type: 'fiscal', start: '07-01' } },
      events: [
        { type: 'work', date: '2026-06-30', hours: '30' },
        { type: 'work', date: '2026-07-01', hours: '30' },
      ],
      yearEnd: '2026-06-30',
    },
    { accruedHours: '1', carryoverHours: '1' },
  ],
  [
    'an anniversary year',
    {
      employer: { size: 'large' },
      employee: { hireDate: '2025-04-15' },
      policy: { benefitYear: { type: 'anniversary' } },
      events: [
        { type: 'work', date: '2026-04-14', hours: '30' },
        { type: 'work', date: '2026-04-15', hours: '30' },
      ],
      yearEnd: '2026-04-14',
    },
    { accruedHours: '1', balanceAtYearEnd: '1' },
  ],
];

const usable: readonly Row[] = [
  [
    'the balance limits',
    { ...large, ...policy(), balances: { accruedThisYear: '5' }, request: { date: '2026-05-04', hours: '8' } },
    { grantHours: '5', deniedHours: '3', limitedBy: 'balance' },
  ],
  [
    'nothing limits',
    { ...large, ...policy(), balances: { accruedThisYear: '8' }, request: { date: '2026-05-04', hours: '8' } },
    { grantHours: '8', deniedHours: '0', limitedBy: null },
  ],
  [
    'the wait limits',
    {
      employer: { size: 'large' },
      employee: { hireDate: '2026-01-05' },
      ...policy({ waitingDays: 120 }),
      balances: { accruedThisYear: '8' },
      request: { date: '2026-05-04', hours: '8' },
    },
    { grantHours: '0', deniedHours: '8', limitedBy: 'waitingPeriod' },
  ],
  [
    'the day after the wait',
    {
      employer: { size: 'large' },
      employee: { hireDate: '2026-01-05' },
      ...policy({ waitingDays: 120 }),
      balances: { accruedThisYear: '8' },
      request: { date: '2026-05-05', hours: '8' },
    },
    { grantHours: '8', limitedBy: null },
  ],
  [
    'a small employer protects 40',
    {
      ...small,
      ...policy(),
      balances: { carriedIn: '40', accruedThisYear: '10', usedThisYear: '36' },
      request: { date: '2026-05-04', hours: '8' },
    },
    { grantHours: '4', limitedBy: 'annualUseCap' },
  ],
  [
    'a higher cap',
    {
      ...large,
      ...policy({ useCapHours: '80' }),
      balances: { carriedIn: '72', accruedThisYear: '20', usedThisYear: '72' },
      request: { date: '2026-09-14', hours: '12' },
    },
    { grantHours: '8', limitedBy: 'annualUseCap' },
  ],
  [
    'a lower cap is not followed',
    {
      ...large,
      ...policy({ useCapHours: '40' }),
      balances: { accruedThisYear: '60', usedThisYear: '40' },
      request: { date: '2026-09-14', hours: '8' },
    },
    { grantHours: '8' },
  ],
  [
    'an absence across the year’s end is charged by the hour',
    {
      ...large,
      ...policy(),
      balances: { balanceHours: '50', usedIn: { 2025: '71', 2026: '0' } },
      request: { start: '2025-12-31T22:00:00-05:00', end: '2026-01-01T06:00:00-05:00' },
    },
    { grantHours: '7', deniedHours: '1', limitedBy: 'annualUseCap', byYear: { 2025: '1', 2026: '6' } },
  ],
  [
    'or by its start (policy switch)',
    {
      ...large,
      ...policy({ switches: { 'absence.acrossYears': 'byStart' } }),
      balances: { balanceHours: '50', usedIn: { 2025: '60', 2026: '0' } },
      request: { start: '2025-12-31T22:00:00-05:00', end: '2026-01-01T06:00:00-05:00' },
    },
    { grantHours: '8', byYear: { 2025: '8' } },
  ],
  [
    'days that share the hours asked for, across the year’s end',
    {
      ...large,
      ...policy(),
      balances: { balanceHours: '50' },
      request: { start: '2025-12-31', end: '2026-01-02', hours: '24' },
    },
    { grantHours: '24', byYear: { 2025: '8', 2026: '16' } },
  ],
  [
    'from events',
    {
      ...large,
      ...policy(),
      events: [
        { type: 'work', weekOf: '2026-01-05', hours: '30', repeatWeeks: 10 },
        { type: 'use', date: '2026-03-20', hours: '4' },
      ],
      request: { date: '2026-03-23', hours: '8' },
    },
    { balanceHours: '6', grantHours: '6', limitedBy: 'balance' },
  ],
];

const grants: readonly Row[] = [
  [
    'small',
    {
      employer: { size: 'small' },
      ...frontload(),
      employee: { hireDate: '2026-01-01', fullTime: true },
      yearStart: '2026-01-01',
    },
    { minFrontloadHours: '40' },
  ],
  [
    'a part share is at most the full amount',
    {
      employer: { size: 'large' },
      ...frontload(),
      employee: {
        hireDate: '2026-01-01',
        fullTime: false,
        writtenExpectedHoursNotice: { givenOn: '2026-01-01', expectedAnnualHours: '2400' },
      },
      yearStart: '2026-01-01',
    },
    { minFrontloadHours: '72', trueUpHours: '0' },
  ],
  [
    'no notice, no share',
    {
      employer: { size: 'large' },
      ...frontload(),
      employee: { hireDate: '2026-01-01', fullTime: false },
      yearStart: '2026-01-01',
    },
    { minFrontloadHours: '72', prorationAllowed: false },
  ],
  [
    'a notice after the hire is none',
    {
      employer: { size: 'large' },
      ...frontload(),
      employee: {
        hireDate: '2026-01-01',
        fullTime: false,
        writtenExpectedHoursNotice: { givenOn: '2026-01-02', expectedAnnualHours: '1040' },
      },
      yearStart: '2026-01-01',
    },
    { minFrontloadHours: '72', prorationAllowed: false },
  ],
  [
    'a small employer’s true-up stops at 40',
    {
      employer: { size: 'small' },
      ...frontload(),
      employee: {
        hireDate: '2026-01-01',
        fullTime: false,
        writtenExpectedHoursNotice: { givenOn: '2026-01-01', expectedAnnualHours: '900' },
      },
      actualHoursInYear: '1800',
      yearStart: '2026-01-01',
    },
    { minFrontloadHours: '30', trueUpHours: '10' },
  ],
  [
    'fewer hours than expected take nothing back',
    {
      employer: { size: 'large' },
      ...frontload(),
      employee: {
        hireDate: '2026-01-01',
        fullTime: false,
        writtenExpectedHoursNotice: { givenOn: '2026-01-01', expectedAnnualHours: '1040' },
      },
      actualHoursInYear: '900',
      yearStart: '2026-01-01',
    },
    { trueUpHours: '0' },
  ],
  [
    'hired in mid-year, full time: all of it',
    {
      employer: { size: 'large' },
      ...frontload({ benefitYear: { type: 'calendar' } }),
      employee: { hireDate: '2026-07-02', fullTime: true },
      yearStart: '2026-01-01',
    },
    { minFrontloadHours: '72', availableOn: '2026-07-02' },
  ],
  [
    'or the share of days left (policy switch)',
    {
      employer: { size: 'large' },
      ...frontload({ benefitYear: { type: 'calendar' }, switches: { 'frontload.midYear': 'prorated' } }),
      employee: { hireDate: '2026-07-02', fullTime: true },
      yearStart: '2026-01-01',
    },
    { minFrontloadHours: '13176/365' },
  ],
  [
    'a small employer before October 2025',
    {
      employer: { size: 'small' },
      ...frontload(),
      employee: { hireDate: '2025-03-01', fullTime: true },
      yearStart: '2025-03-01',
    },
    { availableOn: '2025-10-01' },
  ],
];

describe('Michigan: use and the year’s end', () => {
  test.each(rollover)('rollover: %s', (_title, given, expected) => checkRow('yearRollover', given, expected));
  test.each(usable)('usable: %s', (_title, given, expected) => checkRow('usable', given, expected));
  test.each(grants)('frontload: %s', (_title, given, expected) => checkRow('frontload', given, expected));

  test('what is less than the law is replaced, and a warning says so', () => {
    const { warnings } = decided('yearRollover', {
      ...large,
      ...policy({ carryoverCapHours: '40' }),
      balances: { accruedThisYear: '60' },
      yearEnd: '2025-12-31',
    });
    expect(warnings.join(' ')).toMatch(/policy\.carryoverCapHours is 40, less than the law gives; 72 is used/);
  });

  test('a year that was large carries over what a large one must, though the next is small', () => {
    const { trace } = decided('usable', {
      ...policy(),
      employer: { headcountNow: 9, weeksWith11OrMore: { '2024': 20, '2025': 0 } },
      balances: { balanceHours: '100', usedIn: {} },
      request: { start: '2025-12-31', end: '2026-01-02', hoursPerDay: '8' },
    });
    expect(trace.find(({ rule }) => rule === 'carryover.cap')).toMatchObject({ value: '72' });
    expect(trace.filter(({ rule }) => rule === 'use.cap').map(({ value }) => value)).toEqual(['72', '40', '40']);
  });

  test.each([
    ['2025-02-20', policy({ waitingDays: 120 }), /not applied to anybody hired before 2025-02-21\./],
    [
      '2025-02-21',
      policy({ waitingDays: 120, switches: { 'waiting.hireOnEffectiveDate': 'notAllowed' } }),
      /not applied to anybody hired before 2025-02-22\./,
    ],
    ['2026-01-05', policy({ waitingDays: 120, method: 'frontload' }), /Time granted up front may be used at once/],
    ['2026-01-05', policy({ waitingDays: 120, multiemployerPlan: true }), /multiemployer plan has no wait/],
  ])('a wait that is not applied to a hire on %s says why', (hireDate, of, expected) => {
    const { warnings } = decided('waiting', { ...large, ...of, employee: { hireDate } });
    expect(warnings.join(' ')).toMatch(expected);
  });
});
