import type { Layout } from '../layout.ts';
import { IGNORED_HOURS, SICK_HOURS } from './common-columns.ts';

/**
 * Gusto payroll CSV template (Run payroll → upload CSV): one row per employee and job, the pay period nowhere in it.
 * `first_name`, `last_name`, `title` and `gusto_employee_id` are listed at
 * https://support.gusto.com/article/999914471000000/Run-payroll-with-CSV-upload, with Regular hours and Overtime hours.
 */
export const gusto: Layout = {
  name: 'gusto',
  product: 'Gusto',
  title: 'payroll hours CSV',
  shape: 'periods',
  source: 'https://support.gusto.com/article/999914471000000/Run-payroll-with-CSV-upload',
  signature: ['last name', 'first name', 'title', 'regular hours', 'overtime hours'],
  employee: ['gusto employee id'],
  fields: {
    firstName: ['first name'],
    lastName: ['last name'],
    period: ['pay period'],
    periodStart: ['pay period start', 'period start'],
    periodEnd: ['pay period end', 'period end'],
  },
  lists: {
    work: ['regular hours', 'overtime hours', 'double overtime hours'],
    use: SICK_HOURS,
    ignored: IGNORED_HOURS,
  },
  needs: [['work']],
  example: [
    'last_name,first_name,title,gusto_employee_id,regular_hours,overtime_hours,double_overtime_hours,sick_hours,bonus,pay_period_end',
    'Lopez,Ana,Cook,5G9934,72.5,3.25,,8,,2026-01-18',
    'Roe,Sam,Server,7H1122,80,,,,50.00,2026-01-18',
  ].join('\n'),
};
