import type { Layout } from '../layout.ts';
import { SICK_HOURS } from './common-columns.ts';

/**
 * Homebase: Timesheets → Export CSV. A title row and a `Payroll Period` row stand above the header, a row with only the
 * name above each person's cards, `Totals for …` and `-,-,-` rows below them.
 * The hour columns are defined at https://joinhomebase.com/support/timesheet-hours-categories-breakdown/ and
 * https://support.joinhomebase.com/hc/en-us/articles/12158418490765 (Total Paid Hours: clock-in to clock-out less unpaid
 * breaks; PTO: hours of paid time off); the header row itself is as public programs that read the file quote it.
 */
export const homebase: Layout = {
  name: 'homebase',
  product: 'Homebase',
  title: 'timesheet export',
  shape: 'punches',
  source: 'https://joinhomebase.com/support/timesheet-hours-categories-breakdown/',
  signature: ['clock in date', 'clock in time', 'clock out date', 'clock out time', 'total paid hours'],
  employee: ['payroll id', 'employee id'],
  fields: {
    name: ['name'],
    date: ['clock in date'],
    start: ['clock in time'],
    endDate: ['clock out date'],
    end: ['clock out time'],
    break: ['unpaid breaks', 'break length'],
    hours: ['total paid hours'],
  },
  lists: { use: ['ffcra paid sick', ...SICK_HOURS] },
  needs: [['date'], ['start'], ['end']],
  breakUnit: 'hours',
  sectionRows: true,
  example: [
    'Name,Clock in date,Clock in time,Clock out date,Clock out time,Break start,Break end,Break length,Break type,Payroll ID,Role,Wage rate,Scheduled hours,Actual hours,Actual vs. scheduled,Total paid hours,Regular hours,Unpaid breaks,OT hours,PTO,Employee note',
    'Ana Lopez,May 5 2025,9:00am,May 5 2025,5:00pm,12:00pm,1:00pm,1:00,Unpaid,1001,Cook,$15.00,8.00,8.00,0.00,7.00,7.00,1.00,0.00,,',
    'Ana Lopez,May 6 2025,10:00pm,May 7 2025,2:00am,,,,,1001,Cook,$15.00,4.00,4.00,0.00,4.00,4.00,0.00,0.00,,',
  ].join('\n'),
};
