import type { Layout } from '../layout.ts';
import {
  EMPLOYEE_ID,
  FIRST_NAME,
  IGNORED_HOURS,
  LAST_NAME,
  NAME,
  PAY_CODE,
  SICK_HOURS,
  WORKED_HOURS,
} from './common-columns.ts';

const START = [
  'period start',
  'pay period start',
  'period start date',
  'pay period start date',
  'period begin',
  'period beginning',
  'pay period begin',
  'week start',
  'start date',
  'from',
];
const END = [
  'period end',
  'pay period end',
  'period end date',
  'pay period end date',
  'period ending',
  'pay period ending',
  'week ending',
  'week end',
  'end date',
  'to',
];

/** One row per employee and pay period, with its dates in columns or in a title above the header. */
export const hoursPerPeriod: Layout = {
  name: 'hours-per-period',
  product: 'any',
  title: 'hours per pay period',
  shape: 'periods',
  source: 'column names in common use',
  signature: [],
  employee: EMPLOYEE_ID,
  fields: {
    ...{ name: NAME, firstName: FIRST_NAME, lastName: LAST_NAME },
    period: ['pay period', 'period', 'payroll period', 'pay period dates'],
    periodStart: START,
    periodEnd: END,
    hours: ['total hours', 'hours', 'hours worked', 'total worked hours', 'total', 'pay hours'],
    payCode: PAY_CODE,
  },
  needs: [['work', 'hours']],
  lists: { work: WORKED_HOURS, use: SICK_HOURS, ignored: IGNORED_HOURS },
  example: [
    'Employee ID,Employee Name,Period Start,Period End,Regular Hours,OT Hours,Sick Hours',
    '1001,"Lopez, Ana",1/5/2026,1/18/2026,72.5,3.25,8',
    '1002,"Roe, Sam",1/5/2026,1/18/2026,80,0,0',
  ].join('\n'),
};
