import type { Layout } from '../layout.ts';

/**
 * ADP Workforce Now paydata file, as time systems write it for import and people keep it: one row per employee and pay period.
 * Columns from https://help.deltek.com/Product/Costpoint/7.1.1/GA/ADP_Transfer_Overview.html and
 * https://support.cleansmarts.com/article/103-how-do-i-export-timesheet-data-in-adp-format.
 * The file does not say which period it is for: a title row above the header, a period column, or the caller must.
 */
export const adpPaydata: Layout = {
  name: 'adp-paydata',
  product: 'ADP Workforce Now',
  title: 'paydata file',
  shape: 'periods',
  source: 'https://help.deltek.com/Product/Costpoint/7.1.1/GA/ADP_Transfer_Overview.html',
  signature: ['co code', 'batch id', 'file number'],
  employee: ['file number'],
  fields: {
    name: ['employee name'],
    firstName: ['first name'],
    lastName: ['last name'],
    period: ['pay period'],
    periodStart: ['period start', 'period beginning date', 'pay period start'],
    periodEnd: ['period end', 'period ending', 'period end date', 'period ending date', 'pay period end'],
  },
  lists: { work: ['reg hours', 'o t hours'] },
  needs: [['work']],
  codedHours: true,
  example: [
    'Co Code,Batch ID,File #,Employee Name,Reg Hours,O/T Hours,Hours 3 Code,Hours 3 Amount,Period Ending',
    'ABC,12,1001,"Lopez, Ana",72.50,3.25,SICK,8.00,01/18/2026',
    'ABC,12,1002,"Roe, Sam",80.00,,,,01/18/2026',
  ].join('\n'),
};
