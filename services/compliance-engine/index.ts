import { defineService } from '@esta-logic/service-sdk';
import { balances, series } from './handlers/balances.ts';
import { decideMany } from './handlers/decide-many.ts';
import { decideTable } from './handlers/decide-table.ts';
import { decide } from './handlers/decide.ts';
import { previewYearEnd, runYearEnd } from './handlers/year-end.ts';
import { obligations } from './handlers/obligations.ts';
import { ledger } from './handlers/ledger.ts';
import { packs } from './handlers/packs.ts';

export default defineService({
  handlers: {
    'compliance.decide': decide,
    'compliance.decide-many': decideMany,
    'compliance.decide-table': decideTable,
    'compliance.balances': balances,
    'compliance.series': series,
    'compliance.ledger': ledger,
    'compliance.packs': packs,
    'compliance.obligations': obligations,
    'compliance.yearend.preview': previewYearEnd,
    'compliance.yearend.run': runYearEnd,
  },
});
