import type { Refused } from '../balance-decision.ts';
import { refusing } from '../balance-decision.ts';
import type { DecideOptions } from '../decide.ts';
import { answer, decoded, questionOf } from '../decide.ts';
import type { RulePack } from '../rule-pack.ts';
import type { CaseTable } from './case-table.ts';
import { columnPaths, factsOfRow } from './case-table.ts';
import type { PlanQuestion, ReadRow } from './table-plan.ts';
import { planUsable } from './usable-plan.ts';

const PLANS: Readonly<Record<string, PlanQuestion>> = { usable: planUsable };

/**
 * Decides one question for all rows of a table; gives the JSON text of a `DecisionTable`, whose decisions are those of
 * `decide`, word for word. Text, because writing a row as it is decided takes a small part of the time that a
 * serializer needs for its objects in an interpreter.
 */
export function decideTable(
  question: string,
  { shared, columns, rows }: CaseTable,
  pack: RulePack,
  { language = 'en' }: DecideOptions = {},
): string | Refused {
  return refusing(() => {
    const rule = questionOf(question);
    const facts = { ...shared, question };
    const paths = columnPaths(columns);
    const read: ReadRow = (row) => refusing(() => decoded(factsOfRow(facts, paths, row)));
    const plan = Object.hasOwn(PLANS, question) ? PLANS[question]?.(columns, rows, read, pack, language) : undefined;
    const decisions = rows.map((row) => {
      const known = row.length === columns.length ? plan?.decide(row) : undefined;
      if (known !== undefined) return known;
      const given = read(row);
      const asked = given.ok ? { question, rule, given: given.value, unknown: given.unknown } : undefined;
      return JSON.stringify(asked === undefined ? given : refusing(() => answer(asked, pack, language)));
    });
    return `{"shapes":[${plan?.shapes.join(',') ?? ''}],"decisions":[${decisions.join(',')}]}`;
  });
}
