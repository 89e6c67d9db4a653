import { describe, expect, test } from 'vitest';
import type { Row } from '../test/michigan.ts';
import { checkRow, decided } from '../test/michigan.ts';
import { decide, michigan2025 } from './index.ts';

const six = (value: boolean): Record<string, boolean> => ({
  vocationalTraining: value,
  forTraineeBenefit: true,
  displacesEmployees: false,
  immediateAdvantageToEmployer: false,
  entitledToJob: false,
  noWagesUnderstood: true,
});

const coverage: readonly Row[] = [
  ['17 is excluded', { employee: { ageYears: 17 } }, { covered: false, exclusion: 'youthEmployment' }],
  ['18 is covered', { employee: { ageYears: 18 } }, { covered: true, exclusion: null }],
  [
    'both limbs of self-scheduling',
    {
      employee: {
        selfScheduling: {
          employeePicksShifts: true,
          employerMaintainsSchedule: false,
          adverseActionProhibitedForNoHours: true,
        },
      },
    },
    { covered: false, exclusion: 'selfScheduled' },
  ],
  [
    'one limb is not enough',
    {
      employee: {
        selfScheduling: {
          employeePicksShifts: true,
          employerMaintainsSchedule: false,
          adverseActionProhibitedForNoHours: false,
        },
      },
    },
    { covered: true },
  ],
  [
    'the employer keeps the schedule',
    {
      employee: {
        selfScheduling: {
          employeePicksShifts: true,
          employerMaintainsSchedule: true,
          adverseActionProhibitedForNoHours: true,
        },
      },
    },
    { covered: true },
  ],
  [
    'an intern with all six conditions',
    { employee: { unpaidIntern: six(true) } },
    { covered: false, exclusion: 'unpaidIntern' },
  ],
  ['an intern with five', { employee: { unpaidIntern: six(false) } }, { covered: true }],
  ['an intern of whom five are known', { employee: { unpaidIntern: { vocationalTraining: true } } }, { covered: true }],
  [
    'the United States government',
    { employer: { type: 'usGovernment' }, employee: {} },
    { covered: false, exclusion: 'usGovernment' },
  ],
  ['a nonprofit', { employer: { type: 'nonprofit' }, employee: {} }, { covered: true }],
  ['a railroad', { employer: { type: 'railroad' }, employee: {} }, { covered: false, exclusion: 'railroad' }],
  ['work outside Michigan', { employee: { worksInMichigan: false } }, { covered: false }],
];

const increments: readonly Row[] = [
  [
    'an hour at least',
    { policy: { increment: 'hour' }, request: { absentMinutes: 75 } },
    { policyValid: true, chargeHours: '2' },
  ],
  [
    'blocks of four hours are not permitted',
    { policy: { increment: 'fixed', fixedMinutes: 240 }, request: { absentMinutes: 60 } },
    { policyValid: false, chargeHours: '1' },
  ],
  [
    'an hour as a block is',
    { policy: { increment: 'fixed', fixedMinutes: 60 }, request: { absentMinutes: 61 } },
    { policyValid: true, chargeHours: '2' },
  ],
  [
    '61 minutes are not',
    { policy: { increment: 'fixed', fixedMinutes: 61 }, request: { absentMinutes: 61 } },
    { policyValid: false },
  ],
  [
    'six minutes',
    { policy: { increment: 'payrollSmallest', payrollSmallestMinutes: 6 }, request: { absentMinutes: 20 } },
    { chargeHours: '2/5' },
  ],
];

const reason = (name: string, more: object = {}): object => ({ use: { date: '2025-12-03', reason: name, ...more } });
const purposes: readonly Row[] = [
  ['own illness', { ...reason('ownIllness') }, { permitted: true, purpose: 'ownHealth' }],
  ['preventive care', { ...reason('preventiveCare') }, { permitted: true, purpose: 'ownHealth' }],
  ['a family member', { ...reason('familyMemberIllness') }, { permitted: true, purpose: 'familyHealth' }],
  [
    'domestic violence',
    { ...reason('domesticViolence') },
    { permitted: true, purpose: 'domesticViolenceOrSexualAssault' },
  ],
  [
    'a meeting at school about health',
    { ...reason('childSchoolMeetingHealth') },
    { permitted: true, purpose: 'schoolMeeting' },
  ],
  [
    'an ordinary parent-teacher conference',
    { ...reason('parentTeacherConference') },
    { permitted: false, purpose: null },
  ],
  [
    'school closed for snow',
    { ...reason('careOfChildClosedSchool', { closureOrderedBy: 'schoolDistrict', closureCause: 'snow' }) },
    { permitted: false, purpose: null },
  ],
  [
    'school closed by an official for snow',
    { ...reason('careOfChildClosedSchool', { closureOrderedBy: 'publicOfficial', closureCause: 'snow' }) },
    { permitted: false },
  ],
  [
    'workplace closed by the employer',
    { ...reason('workplaceClosed', { closureOrderedBy: 'employer', closureCause: 'publicHealthEmergency' }) },
    { permitted: false },
  ],
  [
    'workplace closed by order',
    { ...reason('workplaceClosed', { closureOrderedBy: 'publicOfficial', closureCause: 'publicHealthEmergency' }) },
    { permitted: true, purpose: 'publicHealthEmergency' },
  ],
  ['exposure to a communicable disease', { ...reason('exposureToCommunicableDisease') }, { permitted: true }],
  ...['bereavement', 'snowDay', 'petCare', 'stalking', 'vacation'].map((name): Row => [
    name,
    { ...reason(name) },
    { permitted: false, purpose: null },
  ]),
];

const notices: readonly Row[] = [
  [
    'seven days are the most',
    {
      policy: { foreseeableNoticeDays: 7 },
      use: { foreseeable: true, startDate: '2025-08-20', noticeGivenOn: '2025-08-14' },
    },
    { policyValid: true, employeeCompliant: false, mayDenyForNotice: true },
  ],
  [
    'eight are cut',
    {
      policy: { foreseeableNoticeDays: 8 },
      use: { foreseeable: true, startDate: '2025-08-20', noticeGivenOn: '2025-08-13' },
    },
    { policyValid: false, employeeCompliant: true },
  ],
  [
    'no copy of the procedure',
    {
      policy: { unforeseeableProcedure: 'call 2 hours before the shift' },
      use: {
        foreseeable: false,
        noticeGivenAt: '2025-08-20T07:30:00-04:00',
        shiftStart: '2025-08-20T08:00:00-04:00',
        noticeAsSoonAsPracticable: true,
      },
    },
    { standard: 'asSoonAsPracticable', employeeCompliant: true, mayDenyForNotice: false },
  ],
  [
    'a copy was given',
    {
      policy: { unforeseeableProcedure: 'call 2 hours before the shift', writtenCopyGivenOn: '2025-03-01' },
      use: { foreseeable: false, noticeGivenAt: '2025-08-20T07:30:00-04:00', shiftStart: '2025-08-20T08:00:00-04:00' },
    },
    { standard: 'employerPolicy', employeeCompliant: false, mayDenyForNotice: true },
  ],
  [
    'and followed to the minute',
    {
      policy: { unforeseeableProcedure: { minutesBeforeShift: 120 }, writtenCopyGivenOn: '2025-03-01' },
      use: { foreseeable: false, noticeGivenAt: '2025-08-20T06:00:00-04:00', shiftStart: '2025-08-20T08:00:00-04:00' },
    },
    { employeeCompliant: true, mayDenyForNotice: false },
  ],
];

const dates = (...list: string[]): object => ({ use: { dates: list }, requestedOn: '2025-05-09' });
const documents: readonly Row[] = [
  ['three days', { ...dates('2025-05-05', '2025-05-06', '2025-05-07') }, { mayRequire: false, dueDate: null }],
  [
    'four scheduled days around a weekend',
    { ...dates('2025-05-08', '2025-05-09', '2025-05-12', '2025-05-13') },
    { mayRequire: true, dueDate: '2025-05-24' },
  ],
  [
    'by calendar days (policy switch)',
    {
      ...dates('2025-05-08', '2025-05-09', '2025-05-12', '2025-05-13'),
      policy: { switches: { 'documents.weekends': 'calendarDays' } },
    },
    { mayRequire: false },
  ],
  [
    'four days with a workday between',
    { ...dates('2025-05-05', '2025-05-06', '2025-05-08', '2025-05-09') },
    { mayRequire: false },
  ],
  [
    'the same day twice is one day',
    { ...dates('2025-05-05', '2025-05-06', '2025-05-07', '2025-05-07') },
    { mayRequire: false },
  ],
];

const rehired = (date: string, rehireDate: string, paidOut = false): object => ({
  separation: { date, unusedHours: '12', paidOut },
  rehireDate,
});
const rehires: readonly Row[] = [
  [
    'the day after the two months',
    { ...rehired('2025-07-01', '2025-09-02') },
    { mustReinstate: false, reinstatedHours: '0', daysElapsed: 63 },
  ],
  [
    '31 December: the last of February',
    { ...rehired('2025-12-31', '2026-02-28') },
    { windowEnd: '2026-02-28', mustReinstate: true },
  ],
  [
    '31 December before a leap year',
    { ...rehired('2027-12-31', '2028-02-29') },
    { windowEnd: '2028-02-29', mustReinstate: true },
  ],
  ['1 March is too late', { ...rehired('2025-12-31', '2026-03-01') }, { mustReinstate: false }],
  ['paid out', { ...rehired('2025-07-01', '2025-08-01', true) }, { mustReinstate: false, reinstatedHours: '0' }],
];

const pays: readonly Row[] = [
  [
    '2026',
    { employee: { baseHourlyUsd: '13.00' }, use: { date: '2026-01-01', hours: '8' } },
    { hourlyRateUsd: '13.73', payUsd: '109.84' },
  ],
  [
    'the last day of 2025',
    { employee: { baseHourlyUsd: '12.00' }, use: { date: '2025-12-31', hours: '1' } },
    { hourlyRateUsd: '12.48' },
  ],
  [
    '2027',
    { employee: { baseHourlyUsd: '14.99' }, use: { date: '2027-01-01', hours: '1' } },
    { hourlyRateUsd: '15.00' },
  ],
  [
    'above the minimum',
    { employee: { baseHourlyUsd: '22.50' }, use: { date: '2026-05-01', hours: '7.5' } },
    { hourlyRateUsd: '22.50', payUsd: '168.75' },
  ],
  [
    'an average, without bonus and tips',
    {
      employee: {
        variesByWork: true,
        priorPayPeriod: [
          { hours: '30', rateUsd: '18.00' },
          { hours: '10', rateUsd: '22.00' },
        ],
        priorPayPeriodBonusUsd: '100.00',
        priorPayPeriodTipsUsd: '50.00',
      },
      use: { date: '2026-05-01', hours: '8' },
    },
    { hourlyRateUsd: '19.00', payUsd: '152.00' },
  ],
  [
    'an average that is no whole cent pays by the exact rate',
    {
      employee: {
        variesByWork: true,
        priorPayPeriod: [
          { hours: '20', rateUsd: '17.00' },
          { hours: '10', rateUsd: '18.00' },
        ],
      },
      use: { date: '2026-05-01', hours: '6' },
    },
    { hourlyRateUsd: '17.33', payUsd: '104.00' },
  ],
];

const contract = (more: object): object => ({
  agreement: {
    type: 'individualContract',
    signedOn: '2024-12-30',
    termStart: '2024-12-30',
    termEnd: '2027-12-29',
    conflictsWithEsta: true,
    leoNotified: true,
    ...more,
  },
});
const cba = (more: object): object => ({
  agreement: { type: 'cba', termStart: '2023-01-01', termEnd: '2026-06-30', conflictsWithEsta: true, ...more },
});
const agreements: readonly Row[] = [
  [
    'a contract of three years',
    { ...contract({}), probeDates: ['2027-12-29', '2027-12-30'] },
    { deferred: true, appliesOn: { '2027-12-29': false, '2027-12-30': true } },
  ],
  [
    'signed on 31 December',
    { ...contract({ signedOn: '2024-12-31' }) },
    { deferred: false, appliesFrom: '2025-02-21' },
  ],
  ['longer than three years', { ...contract({ termEnd: '2028-01-01' }) }, { deferred: false }],
  ['not notified', { ...contract({ leoNotified: false }) }, { deferred: false }],
  [
    'a collective agreement',
    { ...cba({}), probeDates: ['2026-06-29', '2026-06-30'] },
    { deferred: true, appliesOn: { '2026-06-29': false, '2026-06-30': true } },
  ],
  ['a silent collective agreement', { ...cba({ conflictsWithEsta: false }) }, { deferred: false }],
  ['one that began later', { ...cba({ termStart: '2025-02-22' }) }, { deferred: false }],
];

const admin: readonly Row[] = [
  ['hired later', { employee: { hireDate: '2025-03-24' } }, { writtenNoticeDue: '2025-03-24' }],
  [
    'a record of 29 February',
    { record: { kind: 'hoursWorked', date: '2028-02-29' } },
    { recordRetainUntil: '2031-02-28' },
  ],
];

const parting = { employer: { size: 'large' }, policy: { method: 'frontload' }, employee: { hireDate: '2025-03-03' } };
const separations: readonly Row[] = [
  [
    'without authorization nothing is taken back',
    {
      ...parting,
      balances: { frontloaded: '72', used: '60', hoursWorkedThisYear: '900' },
      consent: { writtenVoluntaryPriorAuthorization: false },
    },
    { recoupableHours: '0', payoutRequired: false },
  ],
  [
    'less used than earned',
    {
      ...parting,
      balances: { frontloaded: '72', used: '20', hoursWorkedThisYear: '900' },
      consent: { writtenVoluntaryPriorAuthorization: true },
    },
    { recoupableHours: '0' },
  ],
];

const pto = (more: object): object => ({
  employer: { size: 'large' },
  policy: {
    method: 'pto',
    accrualPerHourWorked: '1/30',
    annualUseCapHours: '72',
    carryoverCapHours: '72',
    usableForAnyPurpose: true,
    ...more,
  },
});
const equivalences: readonly Row[] = [
  ['just enough', { ...pto({}) }, { compliant: true }],
  ['0.0333 is not 1/30', { ...pto({ accrualPerHourWorked: '0.0333' }) }, { compliant: false }],
  [
    'too little a year',
    { ...pto({ annualUseCapHours: '56' }) },
    { compliant: false, additionalEarnedSickHoursOwed: '16' },
  ],
  [
    '40 is enough for a small employer',
    { ...pto({ annualUseCapHours: '40', carryoverCapHours: '40' }), employer: { size: 'small' } },
    { compliant: true },
  ],
  [
    'frontloaded leave need neither accrue nor carry',
    { ...pto({ accrualPerHourWorked: null, carryoverCapHours: '0', frontloadHours: '80' }) },
    { compliant: true },
  ],
  ['not for sickness', { ...pto({ usableForAnyPurpose: false }) }, { compliant: false }],
];

const penalties: readonly Row[] = [
  [
    'known later',
    { violation: { kind: 'retaliation', date: '2025-05-01', employeeKnewOn: '2025-09-01' } },
    { maxCivilFineUsd: '1000.00', wageMultipleFineCapUsd: '0.00', claimDeadline: '2028-09-01' },
  ],
  [
    'known before',
    {
      violation: { kind: 'failedToProvide', date: '2025-05-01', employeeKnewOn: '2025-04-01' },
      employee: { normalHourlyUsd: '20.00' },
    },
    { wageMultipleFineCapUsd: '160.00', claimDeadline: '2028-05-01' },
  ],
  ['not posting', { violation: { kind: 'failedToPost', date: '2025-05-01' } }, { maxCivilFineUsd: '100.00' }],
];

const transfers: Row[] = [
  [
    'to another site of the employer',
    { transfer: { kind: 'withinEmployer' }, balances: { balanceHours: '77/6' } },
    { keeps: true, keptHours: '77/6' },
  ],
  [
    'to a successor that retains',
    { transfer: { kind: 'successor' }, balances: { balanceHours: '80' } },
    { keeps: true, keptHours: '80' },
  ],
  [
    'to a successor that does not',
    { transfer: { kind: 'successor', retained: false }, balances: { balanceHours: '80' } },
    { keeps: false, keptHours: '0' },
  ],
];

describe('Michigan: the other rules', () => {
  test.each(transfers)('transfer: %s', (_title, given, expected) => checkRow('transfer', given, expected));
  test.each(coverage)('coverage: %s', (_title, given, expected) => checkRow('coverage', given, expected));
  test.each(increments)('increment: %s', (_title, given, expected) => checkRow('increment', given, expected));
  test.each(purposes)('purpose: %s', (_title, given, expected) => checkRow('purpose', given, expected));
  test.each(notices)('notice: %s', (_title, given, expected) => checkRow('notice', given, expected));
  test.each(documents)('documents: %s', (_title, given, expected) => checkRow('documentation', given, expected));
  test.each(rehires)('rehire: %s', (_title, given, expected) => checkRow('reinstatement', given, expected));
  test.each(pays)('pay: %s', (_title, given, expected) => checkRow('payRate', given, expected));
  test.each(agreements)('agreement: %s', (_title, given, expected) => checkRow('agreement', given, expected));
  test.each(admin)('admin: %s', (_title, given, expected) => checkRow('adminDeadlines', given, expected));
  test.each(separations)('separation: %s', (_title, given, expected) => checkRow('separation', given, expected));
  test.each(equivalences)('pto: %s', (_title, given, expected) => checkRow('ptoEquivalence', given, expected));
  test.each(penalties)('penalty: %s', (_title, given, expected) => checkRow('penalty', given, expected));

  test('a wage that is not known yet is said to be so', () => {
    const { warnings } = decided('payRate', {
      employee: { baseHourlyUsd: '14.00' },
      use: { date: '2028-01-01', hours: '1' },
    });
    expect(warnings.join(' ')).toMatch(/2028-01-01 is not in the pack/);
  });

  test('a misspelt fact is named, not passed over in silence', () => {
    const { warnings } = decided('coverage', { employee: { ageYear: 17 } });
    expect(warnings.join(' ')).toMatch(/employee\.ageYear/);
  });

  test.each([
    ['penalty', { violation: { kind: 'retaliation' } }, 'missing-fact', /violation\.date is missing/],
    [
      'payRate',
      { employee: { baseHourlyUsd: 'lots' } },
      'bad-given',
      /employee\.baseHourlyUsd must be an amount in dollars/,
    ],
    [
      'reinstatement',
      { separation: { date: '2025-07-01' }, rehireDate: '2025-06-01' },
      'bad-given',
      /before the separation/,
    ],
    ['moonPhase', {}, 'unknown-question', /no question "moonPhase"/],
    ['toString', {}, 'unknown-question', /no question "toString"/],
  ] as const)('%s is refused with what is wrong', (question, given, code, message) => {
    const refused = decide(question, { question, ...given }, michigan2025);
    expect(refused).toMatchObject({ ok: false, code });
    expect(!refused.ok && refused.message).toMatch(message);
  });
});
