import { laterDate } from '@esta-logic/shared-types';
import { dutyStart } from '../facts/duty-start.ts';
import type { Wait } from '../facts/waiting-period.ts';
import { waitFor } from '../facts/waiting-period.ts';
import type { SentenceKey } from '../sentences/sentence.ts';
import { need } from '../refusal.ts';
import type { Question } from './question.ts';

const SENTENCES: Readonly<Record<Wait['reason'], SentenceKey>> = {
  permitted: 'waiting.permitted',
  noWaitInLaw: 'waiting.notInLaw',
  method: 'waiting.method',
  hiredBefore: 'waiting.hiredBefore',
  multiemployerPlan: 'waiting.multiemployer',
};

const RULES: Readonly<Record<Wait['reason'], string>> = {
  permitted: 'waiting.period',
  noWaitInLaw: 'waiting.period',
  method: 'waiting.frontload',
  hiredBefore: 'waiting.period',
  multiemployerPlan: 'waiting.multiemployer',
};

/** Whether a new employee may be made to wait, and the first day of use. */
export const waiting: Question = (given, reasoning) => {
  const hireDate = need(given.employee?.hireDate, 'employee.hireDate');
  const duty = dutyStart(need(given.employer, 'employer'), reasoning.pack, given.policy);
  const accrualStart = laterDate(duty.date, hireDate);
  const wait = waitFor(hireDate, accrualStart, given.policy, reasoning);
  const inputs = { hireDate, asked: given.policy?.waitingDays ?? 0, days: wait.days };
  reasoning.step(RULES[wait.reason], inputs, wait.permitted, SENTENCES[wait.reason]);
  reasoning.step('accrual.rate', { hireDate, dutyStart: duty.date }, accrualStart, 'accrual.start');
  reasoning.step('waiting.period', { accrualStart, ...inputs }, wait.firstUseDate, 'waiting.firstUse');
  const mayUseOn = Object.fromEntries((given.probeDates ?? []).map((date) => [date, date >= wait.firstUseDate]));
  return {
    waitingPermitted: wait.permitted,
    accruesDuringWait: true,
    accrualStart,
    waitingDays: wait.days,
    firstUseDate: wait.firstUseDate,
    mayUseOn,
  };
};
