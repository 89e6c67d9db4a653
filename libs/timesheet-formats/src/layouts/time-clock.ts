import type { Layout } from '../layout.ts';
import { EMPLOYEE_ID, FIRST_NAME, LAST_NAME, MAYBE_PAY_CODE, NAME, PAY_CODE } from './common-columns.ts';

/** Any time clock with an in and an out on one row, under the names such columns usually have (UKG, Square and others). */
export const timeClock: Layout = {
  name: 'time-clock',
  product: 'any time clock',
  title: 'punches in and out',
  shape: 'punches',
  source: 'column names in common use',
  signature: [],
  employee: EMPLOYEE_ID,
  fields: {
    name: NAME,
    firstName: FIRST_NAME,
    lastName: LAST_NAME,
    date: ['date', 'work date', 'shift date', 'business date', 'day', 'clock in date', 'in date', 'start date', 'punch date', 'apply date'],
    start: [
      ...['clock in', 'clock in time', 'time in', 'in time', 'in', 'punch in', 'in punch', 'start time', 'start', 'shift start', 'clocked in'],
      ...['in date time', 'clock in date time', 'clock on', 'actual start'],
    ],
    endDate: ['clock out date', 'out date', 'end date'],
    end: [
      ...['clock out', 'clock out time', 'time out', 'out time', 'out', 'punch out', 'out punch', 'end time', 'end', 'shift end', 'clocked out'],
      ...['out date time', 'clock out date time', 'clock off', 'actual end', 'finish'],
    ],
    break: ['unpaid break', 'unpaid breaks', 'unpaid break minutes', 'break', 'break minutes', 'breaks', 'break min', 'break length', 'meal', 'lunch'],
    hours: ['hours', 'total hours', 'hours worked', 'worked hours', 'net hours', 'total paid hours', 'paid hours', 'total time', 'duration'],
    payCode: PAY_CODE,
    job: MAYBE_PAY_CODE,
  },
  needs: [['start'], ['end']],
  breakUnit: 'minutes',
  example: [
    'Employee ID,Name,Clock In,Clock Out,Break',
    '1001,"Lopez, Ana",1/5/2026 9:00 AM,1/5/2026 5:30 PM,30',
    '1002,"Roe, Sam",1/5/2026 10:00 PM,1/6/2026 6:00 AM,0',
  ].join('\n'),
};
