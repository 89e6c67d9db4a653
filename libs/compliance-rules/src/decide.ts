import type { Refused } from './balance-decision.ts';
import { refusing } from './balance-decision.ts';
import type { Decision } from './decision.ts';
import { beginReasoning, decisionOf } from './decision.ts';
import { checkSwitches } from './facts/policy-switches.ts';
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
import type { Question } from './questions/question.ts';
import { transfer } from './questions/transfer.ts';
import { usable } from './questions/usable.ts';
import { waiting } from './questions/waiting.ts';
import { yearRollover } from './questions/year-rollover.ts';
import { Refusal } from './refusal.ts';
import type { RulePack } from './rule-pack.ts';
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

export interface DecideOptions {
  readonly language?: Language;
}

/** The question of that name, or a refusal that lists the questions. */
export function questionOf(question: string): Question {
  const rule = Object.hasOwn(QUESTIONS, question) ? QUESTIONS[question] : undefined;
  if (rule === undefined) {
    throw new Refusal(
      'unknown-question',
      `There is no question "${question}"; ask one of ${questionNames.join(', ')}.`,
    );
  }
  return rule;
}

/** Checked facts with the names that nobody knows. */
export type DecodedGiven = Extract<ReturnType<typeof decodeGiven>, { readonly ok: true }>;

/** The facts, checked; refuses what is not as it must be. */
export function decoded(input: unknown): DecodedGiven {
  const given = decodeGiven(input);
  if (!given.ok) throw new Refusal('bad-given', given.errors.map(({ message }) => message).join(' '));
  return given;
}

export interface Asked {
  readonly question: string;
  readonly rule: Question;
  readonly given: Given;
  readonly unknown: readonly string[];
}

export function answer({ question, rule, given, unknown }: Asked, pack: RulePack, language: Language): Decision {
  checkSwitches(given.policy, pack);
  const reasoning = beginReasoning(pack, language, unknown);
  return decisionOf(question, rule(given, reasoning), reasoning);
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
    const rule = questionOf(question);
    const { value, unknown } = decoded(given);
    return answer({ question, rule, given: value, unknown }, pack, options.language ?? 'en');
  });
}

/** What many cases of one question share: its rule, and facts that were checked once. */
export interface Common {
  readonly question: string;
  readonly rule: Question;
  readonly facts: DecodedGiven;
}

/** Refuses a question that nobody knows, and shared facts that are not as they must be. */
export function commonOf(question: string, shared: object): Common {
  return { question, rule: questionOf(question), facts: decoded({ ...shared, question }) };
}

/** The facts of one case: its own added to the shared ones, or in their place; refuses what is not as it must be. */
export function givenOfCase({ question, facts }: Common, own: object): DecodedGiven {
  const { value, unknown } = decoded({ ...own, question });
  return { ok: true, value: { ...facts.value, ...value }, unknown: [...facts.unknown, ...unknown] };
}

/** Decides one of many cases. */
export function decideCase(common: Common, own: object, pack: RulePack, language: Language): Decision | Refused {
  return refusing(() => {
    const { value, unknown } = givenOfCase(common, own);
    return answer({ question: common.question, rule: common.rule, given: value, unknown }, pack, language);
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
  { language = 'en' }: DecideOptions = {},
): Refused | readonly (Decision | Refused)[] {
  const common = refusing(() => commonOf(question, shared));
  if ('ok' in common) return common;
  return cases.map((own) => decideCase(common, own, pack, language));
}
