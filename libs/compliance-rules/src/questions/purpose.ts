import { namesAny } from '../facts/name-words.ts';
import type { GivenUse } from '../given.ts';
import { need } from '../refusal.ts';
import type { ListedPurpose, PurposeRule } from '../rule-pack.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** The reason is the purpose's own name, or says its words, one of each group. */
function names(purpose: ListedPurpose, reason: string): boolean {
  if (reason === purpose.id) return true;
  const groups = [purpose.words, ...(purpose.together ?? [])];
  return groups.every((words) => namesAny(reason, words));
}

/** A closure counts only with its order and its cause; other purposes by their words. */
function fits(purpose: ListedPurpose, use: GivenUse, reason: string): boolean {
  if (!names(purpose, reason)) return false;
  if (purpose.closure === null || !isClosure(purpose, reason, use)) return true;
  return (
    purpose.closure.orderedBy.includes(use.closureOrderedBy ?? '') &&
    purpose.closure.cause.includes(use.closureCause ?? '')
  );
}

function isClosure(purpose: ListedPurpose, reason: string, use: GivenUse): boolean {
  return (
    use.closureOrderedBy !== undefined ||
    use.closureCause !== undefined ||
    namesAny(reason, purpose.closure?.words ?? [])
  );
}

/** The purpose a reason falls under; null when it is not on the list. A closure that does not count is no other purpose either. */
function purposeOf(rule: PurposeRule, use: GivenUse, reason: string): string | null {
  const specific = rule.listed.find((purpose) => purpose.specific === true && fits(purpose, use, reason));
  if (specific !== undefined) return specific.id;
  if (namesAny(reason, rule.notListed)) return null;
  const closed = rule.listed.find((purpose) => purpose.closure !== null && names(purpose, reason));
  if (closed !== undefined) return fits(closed, use, reason) ? closed.id : null;
  return rule.listed.find((purpose) => fits(purpose, use, reason))?.id ?? null;
}

/** The reason is known to be no purpose, or is a closure whose order and cause were told. */
function isPlaced(rule: PurposeRule, reason: string): boolean {
  return namesAny(reason, rule.notListed) || rule.listed.some((each) => each.closure !== null && names(each, reason));
}

/** Whether leave may be used for a reason, and under which purpose of the law. */
export const purpose: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.purposes, 'purposes of use', reasoning);
  const use = need(given.use, 'use');
  const reason = need(use.reason, 'use.reason');
  const found = purposeOf(rule, use, reason);
  if (found === null && rule.anyReason !== true && !isPlaced(rule, reason))
    reasoning.warn('purpose.unknown', { reason });
  const permitted = found !== null || rule.anyReason === true;
  const inputs = {
    reason,
    closureOrderedBy: use.closureOrderedBy ?? null,
    closureCause: use.closureCause ?? null,
    permitted,
  };
  reasoning.step('purpose.list', inputs, found, permitted ? 'purpose.listed' : 'purpose.notListed');
  return { permitted, purpose: found ?? (permitted ? 'any' : null) };
};
