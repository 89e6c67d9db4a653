import type { PlainDate, Policy } from '@esta-logic/shared-types';
import { addDays, laterDate } from '@esta-logic/shared-types';
import type { Reasoning } from '../reasoning.ts';

/** Whether a new employee may be made to wait, for how long, and until when. */
export interface Wait {
  readonly permitted: boolean;
  readonly reason: 'permitted' | 'noWaitInLaw' | 'method' | 'hiredBefore' | 'multiemployerPlan';
  /** Days that hold: the policy's, cut to the law's most. */
  readonly days: number;
  /** Days from the hire to the first one on which the wait is over; 0 where there is none. */
  readonly overAfter: number;
  readonly firstUseDate: PlainDate;
}

function reasonFor(hireDate: PlainDate, policy: Policy | undefined, reasoning: Reasoning): Wait['reason'] {
  const { waiting } = reasoning.pack;
  if (waiting === null) return 'noWaitInLaw';
  if (!waiting.methods.includes(policy?.method ?? 'accrual')) return 'method';
  if (policy?.multiemployerPlan === true) return 'multiemployerPlan';
  const since = waiting.hiredOnOrAfter;
  if (since === null || hireDate > since) return 'permitted';
  if (hireDate < since) return 'hiredBefore';
  return reasoning.choose('waiting.hireOnEffectiveDate', policy) === 'notAllowed' ? 'hiredBefore' : 'permitted';
}

/** The wait runs from the hire, even when the employer's duty begins later. */
export function waitFor(
  hireDate: PlainDate,
  accrualStart: PlainDate,
  policy: Policy | undefined,
  reasoning: Reasoning,
): Wait {
  const reason = reasonFor(hireDate, policy, reasoning);
  const { waiting } = reasoning.pack;
  const asked = policy?.waitingDays ?? 0;
  if (reason !== 'permitted' || waiting === null) {
    if (asked > 0) reasoning.warn('waiting.ignored', { days: asked });
    return { permitted: false, reason, days: 0, overAfter: 0, firstUseDate: accrualStart };
  }
  if (asked > waiting.mostDays) reasoning.warn('waiting.cut', { days: asked, most: waiting.mostDays });
  const days = Math.min(asked, waiting.mostDays);
  if (days === 0) return { permitted: true, reason, days, overAfter: 0, firstUseDate: accrualStart };
  const choice = reasoning.choose('waiting.firstUseDay', policy);
  const onLastDay = choice === '' ? waiting.lastDayIncluded : choice === 'onLastDay';
  const overAfter = onLastDay ? days - 1 : days;
  return {
    permitted: true,
    reason,
    days,
    overAfter,
    firstUseDate: laterDate(addDays(hireDate, overAfter), accrualStart),
  };
}
