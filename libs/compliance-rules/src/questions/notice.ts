import type { Policy } from '@esta-logic/shared-types';
import { daysBetween, parseInstant } from '@esta-logic/shared-types';
import type { Given, GivenUse } from '../given.ts';
import type { Reasoning } from '../reasoning.ts';
import { need } from '../refusal.ts';
import type { NoticeRule } from '../rule-pack.ts';
import { leadSeconds, letsNoticeFollowNeed } from '../facts/call-in-procedure.ts';
import { fromPack } from './pack-section.ts';
import type { Question, Result } from './question.ts';

function foreseeable(given: Given, use: GivenUse, rule: NoticeRule, reasoning: Reasoning): Result {
  const asked = given.policy?.foreseeableNoticeDays ?? 0;
  const policyValid = asked <= rule.mostAdvanceDays;
  const required = Math.min(asked, rule.mostAdvanceDays);
  const noticeGivenOn = use.noticeGivenOn ?? parseInstant(use.noticeGivenAt ?? '')?.date;
  const startDate = need(use.startDate ?? use.date, 'use.startDate');
  const daysGiven = noticeGivenOn === undefined ? null : daysBetween(noticeGivenOn, startDate);
  const employeeCompliant = required === 0 || (daysGiven !== null && daysGiven >= required);
  const inputs = { asked, most: rule.mostAdvanceDays, required, daysGiven };
  reasoning.step('notice.foreseeable', inputs, policyValid, policyValid ? 'notice.policyValid' : 'notice.policyCut');
  reasoning.step('notice.foreseeable', inputs, employeeCompliant, employeeCompliant ? 'notice.inTime' : 'notice.late');
  return {
    standard: 'advance',
    policyValid,
    maxNoticeDays: rule.mostAdvanceDays,
    employeeCompliant,
    mayDenyForNotice: !employeeCompliant,
  };
}

/** A procedure binds only with a written copy in the employee's hands and room to call after the need is known. */
function procedureBinds(policy: Policy | undefined, use: GivenUse): boolean {
  const copy = policy?.writtenCopyGivenOn;
  const day =
    use.startDate ??
    use.date ??
    parseInstant(use.shiftStart ?? '')?.date ??
    parseInstant(use.noticeGivenAt ?? '')?.date;
  if (policy?.unforeseeableProcedure === undefined || copy === undefined) return false;
  return (day === undefined || copy <= day) && letsNoticeFollowNeed(policy.unforeseeableProcedure);
}

function followedProcedure(policy: Policy | undefined, use: GivenUse): boolean {
  const given = parseInstant(use.noticeGivenAt ?? '');
  const shift = parseInstant(use.shiftStart ?? '');
  if (given === undefined || shift === undefined) return use.noticeAsSoonAsPracticable ?? false;
  return given.epochSeconds <= shift.epochSeconds - leadSeconds(policy?.unforeseeableProcedure);
}

function unforeseeable(given: Given, use: GivenUse, reasoning: Reasoning): Result {
  const { policy } = given;
  const binds = procedureBinds(policy, use);
  const employeeCompliant = binds ? followedProcedure(policy, use) : (use.noticeAsSoonAsPracticable ?? true);
  const policyValid = policy?.unforeseeableProcedure === undefined || binds;
  const mayDenyForNotice = !employeeCompliant && policyValid;
  const inputs = {
    writtenCopyGivenOn: policy?.writtenCopyGivenOn ?? null,
    noticeGivenAt: use.noticeGivenAt ?? null,
    shiftStart: use.shiftStart ?? null,
  };
  reasoning.step('notice.unforeseeable', inputs, binds, binds ? 'notice.procedureBinds' : 'notice.asSoonAsPracticable');
  reasoning.step(
    'notice.unforeseeable',
    inputs,
    employeeCompliant,
    employeeCompliant ? 'notice.inTime' : 'notice.late',
  );
  return {
    standard: binds ? 'employerPolicy' : 'asSoonAsPracticable',
    policyValid,
    maxNoticeDays: null,
    employeeCompliant,
    mayDenyForNotice,
  };
}

/** What notice may be asked for, whether it was given, and whether leave may be denied for the lack of it. */
export const notice: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.notice, 'notice of use', reasoning);
  const use = need(given.use, 'use');
  return need(use.foreseeable, 'use.foreseeable')
    ? foreseeable(given, use, rule, reasoning)
    : unforeseeable(given, use, reasoning);
};
