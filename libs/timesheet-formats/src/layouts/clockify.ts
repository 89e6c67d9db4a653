import type { Layout } from '../layout.ts';

/**
 * Clockify: Reports → Detailed → Export → CSV. Columns, and PTO booked as a project of that name, as in the example of
 * https://clockify.me/help/track-time-and-expenses/import-timesheets (which asks for a Detailed report as the model).
 */
export const clockify: Layout = {
  name: 'clockify',
  product: 'Clockify',
  title: 'detailed report',
  shape: 'punches',
  source: 'https://clockify.me/help/track-time-and-expenses/import-timesheets',
  signature: ['project', 'email', 'start date', 'start time', 'duration h'],
  employee: ['email'],
  fields: {
    name: ['user'],
    date: ['start date'],
    start: ['start time'],
    endDate: ['end date'],
    end: ['end time'],
    hours: ['duration h', 'duration decimal'],
    job: ['project'],
  },
  needs: [['date'], ['start'], ['hours']],
  example: [
    'Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)',
    'Website,Acme,Review,,Ana Lopez,,ana@example.com,,Yes,01/05/2026,09:00:00 AM,01/05/2026,11:20:00 AM,02:20:00,2.33',
    'PTO,Acme,Time off,,Ana Lopez,,ana@example.com,,No,01/06/2026,09:00:00 AM,01/06/2026,05:00:00 PM,08:00:00,8.00',
  ].join('\n'),
};
