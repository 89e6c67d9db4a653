import type { Layout } from '../layout.ts';

/**
 * QuickBooks Time (once TSheets): Reports → Payroll or Timesheets → download CSV.
 * The report is described at https://quickbooks.intuit.com/learn-support/en-au/help-article/list-reports/quickbooks-time-reports/L0WYtn0mw_AU_en_AU
 * but its columns are listed on no public page of the vendor; they are taken from public programs that read the file
 * (`fname`, `lname`, `username`, `group`, `local_date`, `hours`, `jobcode_1` … are named by several; the clock columns are from memory).
 * Leave and breaks are job codes (`Sick`, `Lunch Break`), so `jobcode_1` is read as a pay code when it is wholly one.
 */
export const quickbooksTime: Layout = {
  name: 'quickbooks-time',
  product: 'QuickBooks Time',
  title: 'timesheet report',
  shape: 'punches',
  source:
    'https://quickbooks.intuit.com/learn-support/en-au/help-article/list-reports/quickbooks-time-reports/L0WYtn0mw_AU_en_AU',
  signature: ['fname', 'lname', 'local date', 'hours'],
  employee: ['payroll id', 'number', 'employee number', 'username'],
  fields: {
    firstName: ['fname'],
    lastName: ['lname'],
    date: ['local date'],
    start: ['local start time'],
    end: ['local end time'],
    hours: ['hours'],
    job: ['jobcode 1', 'jobcode'],
  },
  needs: [['date'], ['hours']],
  example: [
    'username,payroll_id,fname,lname,number,group,local_date,local_day,local_start_time,local_end_time,tz,hours,jobcode_1,jobcode_2,notes,approved_status',
    'ana@example.com,1001,Ana,Lopez,,Kitchen,2026-01-05,Mon,2026-01-05 09:00,2026-01-05 17:30,-5,8.50,Downtown,,,approved',
    'ana@example.com,1001,Ana,Lopez,,Kitchen,2026-01-06,Tue,,,,4.00,Sick,,,approved',
  ].join('\n'),
};
