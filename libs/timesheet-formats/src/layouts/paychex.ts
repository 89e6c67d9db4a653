import type { Layout } from '../layout.ts';

/**
 * Paychex Flex time import file: one row per employee, pay component and day. Columns from
 * https://help.deltek.com/Product/Costpoint/7.1.1/GA/ldx_AOPPCXTS_Export_File_Specifications.html
 * (a file without `Line Date` is read as `hours-per-period`).
 */
export const paychex: Layout = {
  name: 'paychex',
  product: 'Paychex Flex',
  title: 'time import file',
  shape: 'days',
  source: 'https://help.deltek.com/Product/Costpoint/7.1.1/GA/ldx_AOPPCXTS_Export_File_Specifications.html',
  signature: ['worker id', 'pay component', 'hours', 'line date'],
  employee: ['worker id'],
  fields: { name: ['worker name', 'name'], date: ['line date'], hours: ['hours'], payCode: ['pay component'] },
  needs: [['date'], ['hours']],
  example: [
    'CLIENT ID,WORKER ID,ORG,JOB NUMBER,PAY COMPONENT,RATE,RATE NUMBER,HOURS,UNITS,LINE DATE,AMOUNT,CHECK SEQ NUMBER',
    '12345678,1001,,,Regular,,,8.00,,01/05/2026,,',
    '12345678,1001,,,Sick,,,4.00,,01/16/2026,,',
  ].join('\n'),
};
