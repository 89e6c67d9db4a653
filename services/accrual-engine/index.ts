import { defineService } from '@esta-logic/service-sdk';
import { balances, series } from './handlers/balances.ts';
import { calculate } from './handlers/calculate.ts';
import { ledger } from './handlers/ledger.ts';
import { close, preview } from './handlers/year-end.ts';
import { publish, stage } from './handlers/report.ts';

export default defineService({
  handlers: {
    'accrual.hours.stage': stage,
    'accrual.hours.publish': publish,
    'accrual.calculate': calculate,
    'accrual.balances': balances,
    'accrual.series': series,
    'accrual.ledger': ledger,
    'accrual.yearend.preview': preview,
    'accrual.yearend.close': close,
  },
});
