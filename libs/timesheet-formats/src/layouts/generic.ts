import type { Layout } from '../layout.ts';
import { PAY_CODE } from './common-columns.ts';

const SOURCE = 'the README of this package';

/** Our own layout for hours: `employee,date,hours[,kind]`, where `kind` is `work` (default) or `use`, or any pay code. */
export const genericHours: Layout = {
  name: 'generic',
  product: 'any (generic)',
  title: 'hours, one row per shift or day',
  shape: 'days',
  source: SOURCE,
  signature: ['employee', 'date', 'hours'],
  employee: ['employee'],
  fields: { name: ['name'], date: ['date'], hours: ['hours'], payCode: PAY_CODE },
  needs: [['date'], ['hours']],
  example: ['employee,date,hours,kind', 'E1001,2026-01-05,8.5,work', 'E1001,2026-01-06,4:00,use'].join('\n'),
};

/** Our own layout for punches: `employee,start,end,break_minutes`; times are local, or RFC 3339 with an offset. */
export const genericPunches: Layout = {
  name: 'generic-punches',
  product: 'any (generic)',
  title: 'punches, one row per shift',
  shape: 'punches',
  source: SOURCE,
  signature: ['employee', 'start', 'end'],
  employee: ['employee'],
  fields: {
    name: ['name'],
    date: ['date'],
    start: ['start'],
    end: ['end'],
    break: ['break minutes'],
    payCode: PAY_CODE,
  },
  needs: [['start'], ['end']],
  breakUnit: 'minutes',
  example: [
    'employee,start,end,break_minutes',
    'E1001,2026-01-05 09:00,2026-01-05 17:30,30',
    'E1002,2026-01-05T22:00:00-05:00,2026-01-06T06:00:00-05:00,0',
  ].join('\n'),
};
