import { decideTable as decideRows, michigan2025, type CaseTable, type Language } from '@esta-logic/compliance-rules';
import { fault, type TextHandler } from '@esta-logic/service-sdk';

interface AskedTable extends CaseTable {
  readonly question: string;
  readonly language?: Language;
}

/** Opcode `compliance.decide-table`: the reply is a `DecisionTable`, which `expandDecisions` spells out. */
export const decideTable: TextHandler = {
  text: (payload) => {
    const { question, language = 'en', ...table } = JSON.parse(payload) as AskedTable;
    const found = decideRows(question, table, michigan2025, { language });
    if (typeof found === 'string') return found;
    return fault(found.code === 'unknown-question' ? 'unsupported-question' : 'invalid-payload', found.message);
  },
};
