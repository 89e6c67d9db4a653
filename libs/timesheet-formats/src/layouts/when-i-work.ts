import type { Layout } from '../layout.ts';

/**
 * When I Work: Reports → Time Entries → Export. The columns are listed at
 * https://help.wheniwork.com/articles/time-entries-report-details (Break Length and Length are in hours; Length leaves out
 * unpaid breaks, Break Length counts all breaks, so Length decides and the clock only makes it exact).
 */
export const whenIWork: Layout = {
  name: 'when-i-work',
  product: 'When I Work',
  title: 'time entries report',
  shape: 'punches',
  source: 'https://help.wheniwork.com/articles/time-entries-report-details',
  signature: ['clock in time', 'clock in date', 'clock out time', 'clock out date', 'length'],
  employee: ['employee id', 'employee user id'],
  fields: {
    name: ['employee name'],
    date: ['clock in date'],
    start: ['clock in time'],
    endDate: ['clock out date'],
    end: ['clock out time'],
    break: ['break length'],
    hours: ['length'],
  },
  needs: [['date'], ['start'], ['end']],
  breakUnit: 'hours',
  example: [
    'Account ID,Account Name,Time ID,Employee User ID,Employee Name,Employee ID,Employee Role,Clock-In Time,Clock-In Date,Clock-Out Time,Clock-Out Date,Break Count,Break Length,Length',
    '77,Corner Diner,900001,5550,"Lopez, Ana",1001,Employee,9:00 AM,01/05/2026,5:20 PM,01/05/2026,1,0.5,7.83',
    '77,Corner Diner,900002,5551,"Roe, Sam",1002,Employee,10:00 PM,01/05/2026,6:00 AM,01/06/2026,0,0,8',
  ].join('\n'),
};
