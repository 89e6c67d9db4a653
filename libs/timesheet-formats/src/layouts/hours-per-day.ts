import type { Layout } from '../layout.ts';
import {
  EMPLOYEE_ID,
  FIRST_NAME,
  IGNORED_HOURS,
  LAST_NAME,
  MAYBE_PAY_CODE,
  NAME,
  PAY_CODE,
  SICK_HOURS,
  WORKED_HOURS,
} from './common-columns.ts';

/** One row per employee and day (or shift), hours only, with a pay code or with a column per kind of pay, or neither. */
export const hoursPerDay: Layout = {
  name: 'hours-per-day',
  product: 'any',
  title: 'hours per day, one row each',
  shape: 'days',
  source: 'column names in common use',
  signature: [],
  employee: EMPLOYEE_ID,
  fields: {
    name: NAME,
    firstName: FIRST_NAME,
    lastName: LAST_NAME,
    date: [
      'date',
      'work date',
      'shift date',
      'business date',
      'day',
      'worked date',
      'date worked',
      'apply date',
      'entry date',
      'spent date',
    ],
    hours: [
      'hours',
      'total hours',
      'hours worked',
      'worked hours',
      'net hours',
      'paid hours',
      'total',
      'duration',
      'quantity',
      'qty',
    ],
    payCode: PAY_CODE,
    job: MAYBE_PAY_CODE,
  },
  lists: { work: WORKED_HOURS, use: SICK_HOURS, ignored: IGNORED_HOURS },
  needs: [['date'], ['hours', 'work', 'use']],
  example: [
    'Employee ID,Employee Name,Work Date,Pay Code,Hours',
    '1001,"Lopez, Ana",1/5/2026,Regular,8:30',
    '1001,"Lopez, Ana",1/6/2026,Sick,4:00',
  ].join('\n'),
};

/** One row per employee, one column per date; a pay code column may give an employee several rows. */
export const hoursPerDayWide: Layout = {
  name: 'hours-per-day-wide',
  product: 'any',
  title: 'hours per day, one column per date',
  shape: 'wide',
  source: 'column names in common use',
  signature: [],
  employee: EMPLOYEE_ID,
  fields: { name: NAME, firstName: FIRST_NAME, lastName: LAST_NAME, payCode: PAY_CODE, job: MAYBE_PAY_CODE },
  needs: [],
  example: [
    'Employee ID,Employee Name,Mon 1/5/2026,Tue 1/6/2026,Wed 1/7/2026,Total',
    '1001,"Lopez, Ana",8,7.5,,15.5',
    '1002,"Roe, Sam",,8:30,4,12.5',
  ].join('\n'),
};
