import type { Layout } from '../layout.ts';
import { EMPLOYEE_ID, FIRST_NAME, LAST_NAME, NAME } from './common-columns.ts';

/** The people themselves: number, name, hire date, status under the Fair Labor Standards Act, hours of a normal week. */
export const employeeList: Layout = {
  name: 'employees',
  product: 'any',
  title: 'employee list',
  shape: 'employees',
  source: 'the README of this package',
  signature: [],
  employee: EMPLOYEE_ID,
  fields: {
    name: NAME,
    firstName: FIRST_NAME,
    lastName: LAST_NAME,
    hireDate: [
      'hire date',
      'date hired',
      'hired',
      'date of hire',
      'hired on',
      'original hire date',
      'start date',
      'employment start date',
      'hiredate',
    ],
    separationDate: ['termination date', 'separation date', 'end date', 'last day worked', 'last day'],
    flsa: ['flsa status', 'flsa', 'flsa classification', 'exempt status', 'exemption status', 'overtime status'],
    normalWeek: [
      'normal week',
      'normal week hours',
      'normal weekly hours',
      'weekly hours',
      'hours per week',
      'standard hours',
      'scheduled weekly hours',
      'normal hours',
    ],
  },
  needs: [['hireDate', 'flsa', 'normalWeek']],
  example: [
    'Employee ID,Name,Hire Date,FLSA Status,Normal Week',
    '1001,"Lopez, Ana",3/15/2024,Non-Exempt,37.5',
    '1002,"Roe, Sam",1/2/2026,Exempt,40',
  ].join('\n'),
};
