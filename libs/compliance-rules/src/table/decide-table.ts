import type { Refused } from '../balance-decision.ts';
import { refusing } from '../balance-decision.ts';
import type { DecideOptions, DecodedGiven } from '../decide.ts';
import { answer, decoded, questionOf } from '../decide.ts';
import type { Decision } from '../decision.ts';
import type { Question } from '../questions/question.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import type { CaseTable } from './case-table.ts';
import { columnPaths, countCases, factsOfCase } from './case-table.ts';
import { plannedQuestion } from './planned-questions.ts';
import type { ReadCase, TableText } from './table-plan.ts';

/**
 * Decides one question for all cases of a table; gives the JSON text of a `DecisionTable`, whose decisions are those of
 * `decide`, word for word. Text, because writing a row as it is decided takes a small part of the time that a
 * serializer needs for its objects in an interpreter. Cases that agree in every fact are decided once.
 */
export function decideTable(
  question: string,
  { shared, columns }: CaseTable,
  pack: RulePack,
  { language = 'en' }: DecideOptions = {},
): string | Refused {
  return refusing(() => {
    const rule = questionOf(question);
    const table = { shared: { ...shared, question }, columns };
    const count = countCases(columns);
    const paths = columnPaths(columns);
    const text: TableText = { shapes: [], groups: [], rows: [] };
    const options = { pack, language };
    const read: ReadCase = (index) => refusing(() => decoded(factsOfCase(table, paths, index)));
    const decided = new Map<string, number>();
    const writeInFull = (index: number): void => {
      const codes = columns.map((column) => column.codes[index]).join();
      const known = decided.get(codes);
      const group = known ?? text.groups.push(JSON.stringify(decideInFull(question, rule, read(index), options))) - 1;
      if (known === undefined) decided.set(codes, group);
      text.rows.push(group);
    };
    const plan = plannedQuestion(question)?.plan({ columns, count, read, pack, language, text });
    if (plan !== undefined) plan(writeInFull);
    else for (let index = 0; index < count; index += 1) writeInFull(index);
    return `{"shapes":${JSON.stringify(text.shapes)},"groups":[${text.groups.join(',')}],"rows":[${text.rows.join(',')}]}`;
  });
}

function decideInFull(
  question: string,
  rule: Question,
  given: DecodedGiven | Refused,
  { pack, language }: { readonly pack: RulePack; readonly language: Language },
): Decision | Refused {
  if (!given.ok) return given;
  return refusing(() => answer({ question, rule, given: given.value, unknown: given.unknown }, pack, language));
}
