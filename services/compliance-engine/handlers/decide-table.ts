import { decideTable as decideRows, type CaseTable, type Language } from '@esta-logic/compliance-rules';
import type { TextHandler } from '@esta-logic/service-sdk';
import { refuse } from '../refused.ts';
import { statedPack } from '../stated-pack.ts';

interface AskedTable extends CaseTable {
  readonly question: string;
  readonly pack?: string;
  readonly language?: Language;
}

/** Opcode `compliance.decide-table`: the reply is a `DecisionTable`, which `expandDecisions` spells out. */
export const decideTable: TextHandler = {
  text: (payload) => {
    const { question, pack, language = 'en', ...table } = JSON.parse(payload) as AskedTable;
    const found = decideRows(question, table, statedPack(pack), { language });
    return typeof found === 'string' ? found : refuse(found);
  },
};
