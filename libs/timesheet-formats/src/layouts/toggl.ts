import type { Layout } from '../layout.ts';

/**
 * Toggl Track: Reports → Detailed → Export → CSV. Columns as in
 * https://support.toggl.com/import-and-export/csv-import/editing-and-uploading-a-csv-file (the same file can be imported
 * again, without its end columns).
 */
export const toggl: Layout = {
  name: 'toggl',
  product: 'Toggl Track',
  title: 'detailed report',
  shape: 'punches',
  source: 'https://support.toggl.com/import-and-export/csv-import/editing-and-uploading-a-csv-file',
  signature: ['user', 'email', 'start date', 'start time', 'duration'],
  employee: ['email'],
  fields: {
    name: ['user'],
    date: ['start date'],
    start: ['start time'],
    endDate: ['end date'],
    end: ['end time'],
    hours: ['duration'],
    job: ['project'],
  },
  needs: [['date'], ['start'], ['hours']],
  example: [
    'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()',
    'Ana Lopez,ana@example.com,Acme,Website,,"Homepage copy, part 2",Yes,2026-01-05,09:00:00,2026-01-05,10:30:12,01:30:12,,0.00',
    'Sam Roe,sam@example.com,Acme,Website,,Review,No,2026-01-05,23:30:00,2026-01-06,00:45:00,01:15:00,,0.00',
  ].join('\n'),
};
