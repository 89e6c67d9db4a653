import type { Policy } from '@esta-logic/shared-types';
import { div, rational, toFraction } from '@esta-logic/shared-types';
import type { IncrementRule } from '../rule-pack.ts';
import { need } from '../refusal.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

const MINUTES_PER_HOUR = 60;

/** The increment the policy asks for, in minutes, and whether the law permits it. */
function askedFor(policy: Policy, rule: IncrementRule): { readonly minutes: number; readonly valid: boolean } {
  if (policy.increment === 'fixed') {
    const minutes = need(policy.fixedMinutes, 'policy.fixedMinutes');
    const smallest = rule.payrollSmallestAllowed ? (policy.payrollSmallestMinutes ?? 0) : 0;
    return { minutes, valid: minutes > 0 && minutes <= Math.max(rule.mostMinutes, smallest) };
  }
  if (policy.increment === 'hour') return { minutes: MINUTES_PER_HOUR, valid: rule.mostMinutes >= MINUTES_PER_HOUR };
  const minutes = need(policy.payrollSmallestMinutes, 'policy.payrollSmallestMinutes');
  return { minutes, valid: minutes > 0 && rule.payrollSmallestAllowed };
}

/** Whether an increment of use is permitted, and what an absence costs in it; an invalid one is replaced by the law's largest. */
export const increment: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.increment, 'increments of use', reasoning);
  const policy = need(given.policy, 'policy');
  const absent = need(given.request?.absentMinutes, 'request.absentMinutes');
  const asked = askedFor(policy, rule);
  const minutes = asked.valid ? asked.minutes : rule.mostMinutes;
  const charged = Math.ceil(absent / minutes) * minutes;
  const hours = toFraction(div(rational(charged), rational(MINUTES_PER_HOUR)));
  const inputs = { asked: asked.minutes, most: rule.mostMinutes, minutes, absent };
  reasoning.step('increment.use', inputs, asked.valid, asked.valid ? 'increment.valid' : 'increment.invalid');
  reasoning.step('increment.use', inputs, hours, 'increment.charge');
  return { policyValid: asked.valid, incrementMinutes: minutes, chargeHours: hours };
};
