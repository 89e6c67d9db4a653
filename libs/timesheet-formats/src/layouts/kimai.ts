import type { Layout } from '../layout.ts';

/**
 * Kimai: Timesheets → Export → CSV. `Date`, `From`, `To`, `Duration` and `User` are the names that
 * https://www.kimai.org/documentation/plugin-import.html reads; the order of columns is the administrator's choice.
 * Kimai writes `Duration` in seconds, hours or h:mm as configured, so only the clock times are used.
 */
export const kimai: Layout = {
  name: 'kimai',
  product: 'Kimai',
  title: 'timesheet export',
  shape: 'punches',
  source: 'https://www.kimai.org/documentation/plugin-import.html',
  signature: ['date', 'from', 'to', 'duration', 'activity'],
  employee: ['account number', 'staff number', 'email', 'username', 'user'],
  fields: {
    name: ['name', 'user', 'username'],
    date: ['date'],
    start: ['from'],
    end: ['to'],
    break: ['break'],
    job: ['activity'],
  },
  needs: [['date'], ['start'], ['end']],
  breakUnit: 'minutes',
  example: [
    'Date,From,To,Duration,Rate,User,Customer,Project,Activity,Description',
    '2026-01-05,09:00,12:30,3:30,0,ana,Acme,Website,Coding,Fixed a bug',
    '2026-01-05,13:00,17:15,4:15,0,ana,Acme,Website,Review,',
  ].join('\n'),
};
