import { laterDate } from '@esta-logic/shared-types';
import { dutyStart } from '../facts/duty-start.ts';
import { need } from '../refusal.ts';
import type { Question } from './question.ts';

/** The first day on which the employer must provide leave, and from which the employee's hours count. */
export const dutyStartQuestion: Question = (given, reasoning) => {
  const employer = need(given.employer, 'employer');
  const duty = dutyStart(employer, reasoning.pack, given.policy);
  const inputs = {
    tier: duty.tier,
    tierStart: duty.tierStart,
    firstEmployeeDate: employer.firstEmployeeDate ?? null,
    startUpUntil: duty.startUpUntil,
  };
  reasoning.step(duty.rule, inputs, duty.date, duty.rule === 'duty.start.startUp' ? 'duty.startUp' : 'duty.start');
  const hireDate = given.employee?.hireDate;
  return {
    obligationStart: duty.date,
    accrualStart: hireDate === undefined ? duty.date : laterDate(duty.date, hireDate),
    startUp: duty.startUpUntil !== null,
  };
};
