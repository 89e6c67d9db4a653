import type { PlainDate } from '@esta-logic/shared-types';
import { addDays, parseRational, weekday } from '@esta-logic/shared-types';
import { usd } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** True when no workday lies between two absences, so that a weekend does not break a run. */
function follows(before: PlainDate, after: PlainDate, passOverDaysOff: boolean, reasoning: Reasoning): boolean {
  const { workdays } = reasoning.pack.accrual.exempt;
  for (let date = addDays(before, 1); date < after; date = addDays(date, 1)) {
    if (!passOverDaysOff || workdays.includes(weekday(date))) return false;
  }
  return true;
}

function longestRun(dates: readonly PlainDate[], passOverDaysOff: boolean, reasoning: Reasoning): number {
  const sorted = [...new Set(dates)].sort();
  let longest = 0;
  let run = 0;
  sorted.forEach((date, index) => {
    const before = sorted[index - 1];
    run = before !== undefined && follows(before, date, passOverDaysOff, reasoning) ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}

/** Consecutive days of absence; asks the policy only when days off make a difference. */
function consecutiveDays(given: Parameters<Question>[0], dates: readonly PlainDate[], reasoning: Reasoning): number {
  const [scheduled, calendar] = [longestRun(dates, true, reasoning), longestRun(dates, false, reasoning)];
  if (scheduled === calendar) return scheduled;
  return reasoning.choose('documents.weekends', given.policy) === 'calendarDays' ? calendar : scheduled;
}

/** Whether documents may be asked for, by when they are due, who pays, and what may not be asked. */
export const documentation: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.documents, 'documentation', reasoning);
  const dates = need(given.use?.dates ?? (given.use?.date === undefined ? undefined : [given.use.date]), 'use.dates');
  const days = consecutiveDays(given, dates, reasoning);
  const mayRequire = days > rule.moreThanDays;
  const inputs = { days, moreThan: rule.moreThanDays, dueDays: rule.dueDays, requestedOn: given.requestedOn ?? null };
  reasoning.step(
    'documents.threshold',
    inputs,
    mayRequire,
    mayRequire ? 'documents.mayRequire' : 'documents.mayNotRequire',
  );
  const dueDate =
    mayRequire && given.requestedOn !== undefined && rule.dueDays !== null
      ? addDays(given.requestedOn, rule.dueDays)
      : null;
  if (dueDate !== null) reasoning.step('documents.due', inputs, dueDate, 'documents.due');
  const cost = parseRational(given.documentCostUsd ?? '0');
  const employerPaysUsd = cost === undefined || !rule.employerPays ? null : usd(cost);
  if (given.documentCostUsd !== undefined) reasoning.step('documents.cost', {}, employerPaysUsd, 'documents.cost');
  reasoning.step(
    'documents.privacy',
    {},
    rule.mayAskNature,
    rule.mayAskNature ? 'documents.mayAsk' : 'documents.privacy',
  );
  return {
    mayRequire,
    dueDate,
    employerPaysUsd,
    mayDelayLeave: rule.mayDelayLeave,
    mayAskNatureOfIllness: rule.mayAskNature,
    consecutiveDays: days,
  };
};
