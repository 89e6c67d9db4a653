import type { Refused } from '../balance-decision.ts';
import { refusing } from '../balance-decision.ts';
import type { Common, DecideOptions } from '../decide.ts';
import { commonOf, decideCase, givenOfCase } from '../decide.ts';
import type { RulePack } from '../rule-pack.ts';
import { plannedQuestion } from '../table/planned-questions.ts';
import type { PlannedQuestion, TableText } from '../table/table-plan.ts';
import type { Language } from '../sentences/sentence.ts';
import type { AlikeCases, CaseSpan } from './alike-cases.ts';
import { sortCases } from './alike-cases.ts';
import { decisionTexts } from './decision-texts.ts';

/** Lists of so few characters are counted before they are sorted. */
const SHORT_LIST = 4000;

/** Fewer cases than these are decided sooner than a plan for them is made. */
const FEWEST_PLANNED = 8;

/**
 * Decides as `decideMany` does, from text to text: `cases` is the JSON of the list of cases, and what is given is the
 * JSON of their decisions, to the last character. Cases that differ only in facts that a plan can let differ are decided
 * as the rows of a table, whose decisions are written from what they have in common.
 */
export function decideManyText(
  question: string,
  shared: object,
  cases: string,
  pack: RulePack,
  { language = 'en' }: DecideOptions = {},
): string | Refused {
  const common = refusing(() => commonOf(question, shared));
  if ('ok' in common) return common;
  const many: Many = { common, cases, pack, language };
  const planned = plannedQuestion(question);
  const sorted = planned === undefined || isOfFew(cases) ? undefined : sortCases(cases, planned.mayDiffer);
  if (planned === undefined || sorted === undefined)
    return JSON.stringify((JSON.parse(cases) as object[]).map((own) => decideCase(common, own, pack, language)));
  const decisions = new Array<string>(sorted.count).fill('');
  for (const span of sorted.others) decisions[span.index] = textInFull(many, span);
  for (const alike of sorted.alike)
    textsOfAlike(many, alike, planned).forEach((text, row) => (decisions[alike.spans[row]!.index] = text));
  return `[${decisions.join(',')}]`;
}

interface Many {
  readonly common: Common;
  readonly cases: string;
  readonly pack: RulePack;
  readonly language: Language;
}

const isOfFew = (cases: string): boolean =>
  cases.length < SHORT_LIST && (JSON.parse(cases) as object[]).length < FEWEST_PLANNED;

const ownFacts = ({ cases }: Many, { from, to }: CaseSpan): object => JSON.parse(cases.slice(from, to)) as object;

function textInFull(many: Many, span: CaseSpan): string {
  return JSON.stringify(decideCase(many.common, ownFacts(many, span), many.pack, many.language));
}

function textsOfAlike(many: Many, { spans, columns }: AlikeCases, planned: PlannedQuestion): readonly string[] {
  if (spans.length < FEWEST_PLANNED) return spans.map((span) => textInFull(many, span));
  const { common, pack, language } = many;
  const text: TableText = { shapes: [], groups: [], rows: [] };
  const plan = planned.plan({
    columns,
    count: spans.length,
    read: (row) => refusing(() => givenOfCase(common, ownFacts(many, spans[row]!))),
    pack,
    language,
    text,
  });
  if (plan === undefined) return spans.map((span) => textInFull(many, span));
  plan((row) => {
    text.rows.push(text.groups.push(textInFull(many, spans[row]!)) - 1);
  });
  return decisionTexts(text);
}
