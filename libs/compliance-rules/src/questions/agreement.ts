import type { Agreement, PlainDate } from '@esta-logic/shared-types';
import { addDays, addYears, laterDate } from '@esta-logic/shared-types';
import { dutyStart } from '../facts/duty-start.ts';
import type { Given } from '../given.ts';
import { Refusal, need } from '../refusal.ts';
import type { AgreementRule } from '../rule-pack.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** Conditions of a deferral that are not met; none of them means that the agreement defers the law. */
export function unmetConditions(agreement: Agreement, rule: AgreementRule): readonly string[] {
  const conditions: [string, boolean][] = [['conflictsWithEsta', agreement.conflictsWithEsta === true]];
  const { signedOn, termStart, termEnd } = agreement;
  const from = termStart ?? signedOn;
  const on = rule.cba.inEffectOn;
  if (agreement.type === 'cba') {
    // A term may reach back behind the signature, but what nobody had signed was not in effect.
    const begun = (termStart === undefined || termStart <= on) && (signedOn === undefined || signedOn <= on);
    conditions.push(['inEffect', begun && termEnd >= on]);
  } else if (rule.individualContract === null) {
    conditions.push(['contractsDefer', false]);
  } else {
    const { signedBefore, mostYears } = rule.individualContract;
    conditions.push(['signedInTime', signedOn !== undefined && signedOn < signedBefore]);
    conditions.push(['term', from !== undefined && termEnd <= addYears(from, mostYears)]);
    conditions.push(['inEffect', termEnd >= on]);
    conditions.push(['leoNotified', agreement.leoNotified === true]);
  }
  return conditions.filter(([, met]) => !met).map(([name]) => name);
}

/** A collective agreement yields on its stated expiration date; another contract when that day is over. */
export function endOf(agreement: Agreement): PlainDate {
  return agreement.type === 'cba' ? agreement.termEnd : addDays(agreement.termEnd, 1);
}

/** Whether an agreement defers the law, and from which day the law applies. */
export const agreement: Question = (given: Given, reasoning) => {
  const rule = fromPack(reasoning.pack.agreements, 'agreements', reasoning);
  const facts = need(given.agreement, 'agreement');
  if (facts.termStart !== undefined && facts.termEnd < facts.termStart)
    throw new Refusal(
      'bad-given',
      `agreement.termEnd ${facts.termEnd} is before agreement.termStart ${facts.termStart}; give a later end.`,
    );
  const missing = unmetConditions(facts, rule);
  const deferred = missing.length === 0;
  const duty =
    given.employer === undefined
      ? reasoning.pack.effectiveFrom
      : dutyStart(given.employer, reasoning.pack, given.policy).date;
  const appliesFrom = deferred ? laterDate(duty, endOf(facts)) : duty;
  const ruleId = facts.type === 'cba' ? 'agreement.cba' : 'agreement.contract';
  const inputs = {
    type: facts.type,
    signedOn: facts.signedOn ?? null,
    termEnd: facts.termEnd,
    unmet: missing,
    appliesFrom,
  };
  reasoning.step(ruleId, inputs, deferred, deferred ? 'agreement.deferred' : 'agreement.notDeferred');
  const appliesOn = Object.fromEntries((given.probeDates ?? []).map((date) => [date, date >= appliesFrom]));
  return { deferred, appliesFrom, unmetConditions: missing, appliesOn };
};
