import type { PlainDate, Policy } from '@esta-logic/shared-types';
import { addDays, laterDate } from '@esta-logic/shared-types';
import type { Reasoning } from '../reasoning.ts';
import type { SentenceKey } from '../sentences/sentence.ts';

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

/** First day of hire on which a wait may be asked for: the law's, or the next where the policy asks for none on that one. */
function waitsSince(hireDate: PlainDate, since: PlainDate | null): PlainDate | null {
  return since !== null && hireDate === since ? addDays(since, 1) : since;
}

/** Why a wait that the policy asks for is not applied. */
const IGNORED: Readonly<Record<Exclude<Wait['reason'], 'permitted'>, SentenceKey>> = {
  noWaitInLaw: 'waiting.ignoredByLaw',
  method: 'waiting.ignoredUpFront',
  hiredBefore: 'waiting.ignoredHiredBefore',
  multiemployerPlan: 'waiting.ignoredMultiemployer',
};

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
    const since = waitsSince(hireDate, waiting?.hiredOnOrAfter ?? null);
    if (asked > 0 && reason !== 'permitted') reasoning.warn(IGNORED[reason], { days: asked, since });
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
