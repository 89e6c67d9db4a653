import type { Refused } from './balance-decision.ts';
import { refusing } from './balance-decision.ts';
import type { Given } from './given.ts';
import { decodeGiven } from './given.ts';
import { accrual } from './questions/accrual.ts';
import { classifyEmployer } from './questions/classify-employer.ts';
import { dutyStartQuestion } from './questions/duty-start.ts';
import { adminDeadlines } from './questions/admin-deadlines.ts';
import { agreement } from './questions/agreement.ts';
import { coverage } from './questions/coverage.ts';
import { documentation } from './questions/documentation.ts';
import { frontload } from './questions/frontload.ts';
import { increment } from './questions/increment.ts';
import { notice } from './questions/notice.ts';
import { payRate } from './questions/pay-rate.ts';
import { penalty } from './questions/penalty.ts';
import { ptoEquivalence } from './questions/pto-equivalence.ts';
import { purpose } from './questions/purpose.ts';
import { reinstatement } from './questions/reinstatement.ts';
import { separation } from './questions/separation.ts';
import type { Question, Result } from './questions/question.ts';
import { transfer } from './questions/transfer.ts';
import { usable } from './questions/usable.ts';
import { waiting } from './questions/waiting.ts';
import { yearRollover } from './questions/year-rollover.ts';
import type { TraceStep } from './reasoning.ts';
import { Reasoning } from './reasoning.ts';
import { Refusal } from './refusal.ts';
import type { RulePack } from './rule-pack.ts';
import { packVersion } from './rule-pack.ts';
import type { Language } from './sentences/sentence.ts';

const QUESTIONS: Readonly<Record<string, Question>> = {
  accrual,
  yearRollover,
  usable,
  classifyEmployer,
  dutyStart: dutyStartQuestion,
  waiting,
  coverage,
  frontload,
  increment,
  purpose,
  notice,
  documentation,
  reinstatement,
  transfer,
  separation,
  payRate,
  agreement,
  adminDeadlines,
  ptoEquivalence,
  penalty,
};

/** The questions that {@link decide} answers. */
export const questionNames: readonly string[] = Object.keys(QUESTIONS);

/** An answer with its reasons: each step's rule, citation, inputs, exact value and sentence; `sentence` is the last one. */
export interface Decision {
  readonly ok: true;
  readonly question: string;
  readonly result: Result;
  readonly sentence: string;
  readonly trace: readonly TraceStep[];
  readonly citations: readonly string[];
  readonly warnings: readonly string[];
  readonly pack: string;
}

export interface DecideOptions {
  readonly language?: Language;
}

function ruleFor(question: string): Question {
  const rule = Object.hasOwn(QUESTIONS, question) ? QUESTIONS[question] : undefined;
  if (rule === undefined) {
    throw new Refusal(
      'unknown-question',
      `There is no question "${question}"; ask one of ${questionNames.join(', ')}.`,
    );
  }
  return rule;
}

function decoded(input: unknown): { readonly value: Given; readonly unknown: readonly string[] } {
  const given = decodeGiven(input);
  if (!given.ok) throw new Refusal('bad-given', given.errors.map(({ message }) => message).join(' '));
  return given;
}

interface Asked {
  readonly question: string;
  readonly rule: Question;
  readonly given: Given;
  readonly unknown: readonly string[];
}

function answer({ question, rule, given, unknown }: Asked, pack: RulePack, language: Language): Decision {
  const reasoning = new Reasoning(pack, language);
  if (pack.status === 'draft') reasoning.warn('pack.draft');
  if (unknown.length > 0) reasoning.warn('given.unknown', { names: unknown });
  const result = rule(given, reasoning);
  const { trace, warnings } = reasoning;
  const citations = [...new Set(trace.map(({ citation }) => citation))];
  return {
    ok: true,
    question,
    result,
    sentence: trace.at(-1)?.why ?? '',
    trace,
    citations,
    warnings,
    pack: packVersion(pack),
  };
}

/**
 * Decides one question of the law on the facts in `given` (the `given` of a worked case, unchecked JSON).
 * Never throws for anything a caller can get wrong: the refusal says what is missing or misspelt.
 */
export function decide(
  question: string,
  given: unknown,
  pack: RulePack,
  options: DecideOptions = {},
): Decision | Refused {
  return refusing(() => {
    const rule = ruleFor(question);
    const { value, unknown } = decoded(given);
    return answer({ question, rule, given: value, unknown }, pack, options.language ?? 'en');
  });
}

/**
 * Decides one question for many cases that share facts: `shared` (say, the employer and its policy) is checked once,
 * and each case adds its own facts or replaces a shared one. The answers stand in the order of the cases.
 */
export function decideMany(
  question: string,
  shared: object,
  cases: readonly object[],
  pack: RulePack,
  options: DecideOptions = {},
): Refused | readonly (Decision | Refused)[] {
  const common = refusing(() => ({ rule: ruleFor(question), facts: decoded({ ...shared, question }) }));
  if ('ok' in common) return common;
  const { rule, facts } = common;
  return cases.map((own) =>
    refusing(() => {
      const { value, unknown } = decoded({ ...own, question });
      const asked = { question, rule, given: { ...facts.value, ...value }, unknown: [...facts.unknown, ...unknown] };
      return answer(asked, pack, options.language ?? 'en');
    }),
  );
}
