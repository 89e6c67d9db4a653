import { addYears, laterDate, mul, rational } from '@esta-logic/shared-types';
import { namesAny } from '../facts/name-words.ts';
import { hoursOf, usd } from '../hours-text.ts';
import { Refusal, need } from '../refusal.ts';
import type { PenaltyKind, PenaltyRule } from '../rule-pack.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

function kindOf(rule: PenaltyRule, name: string): PenaltyKind {
  const kind = rule.kinds.find(({ id }) => id === name) ?? rule.kinds.find(({ words }) => namesAny(name, words));
  if (kind !== undefined) return kind;
  throw new Refusal(
    'bad-given',
    `violation.kind is "${name}"; give one of ${rule.kinds.map(({ id }) => id).join(', ')}.`,
  );
}

/** What a violation can cost, who may act, and until when a complaint can be made. */
export const penalty: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.penalties, 'penalties', reasoning);
  const violation = need(given.violation, 'violation');
  const kind = kindOf(rule, need(violation.kind, 'violation.kind'));
  const fine = usd(hoursOf(kind.fineUsd));
  reasoning.step(kind.rule, { kind: kind.id }, fine, 'penalty.fine');
  const hourly = given.employee?.normalHourlyUsd ?? given.employee?.baseHourlyUsd;
  const wages =
    kind.wageMultiple === 0
      ? usd(rational(0))
      : hourly === undefined
        ? null
        : usd(mul(hoursOf(hourly), rational(kind.wageMultiple)));
  if (kind.wageMultiple > 0)
    reasoning.step('penalty.wages', { hourly: hourly ?? null, multiple: kind.wageMultiple }, wages, 'penalty.wages');
  reasoning.step(
    'penalty.action',
    {},
    rule.privateRightOfAction,
    rule.privateRightOfAction ? 'penalty.suit' : 'penalty.noSuit',
  );
  const date = need(violation.date, 'violation.date');
  const known = laterDate(date, violation.employeeKnewOn ?? date);
  const claimDeadline = addYears(known, rule.claimYears);
  reasoning.step('penalty.claim', { date, known, years: rule.claimYears }, claimDeadline, 'penalty.claim');
  return {
    maxCivilFineUsd: fine,
    wageMultipleFineCapUsd: wages,
    privateRightOfAction: rule.privateRightOfAction,
    claimDeadline,
  };
};
