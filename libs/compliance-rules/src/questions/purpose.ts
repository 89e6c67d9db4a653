import { namesAny } from '../facts/name-words.ts';
import type { GivenUse } from '../given.ts';
import { need } from '../refusal.ts';
import type { ListedPurpose, PurposeRule } from '../rule-pack.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** A closure counts only with its order and its cause; other purposes by their words. */
function fits(purpose: ListedPurpose, use: GivenUse, reason: string): boolean {
  if (!namesAny(reason, purpose.words)) return false;
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
  if (namesAny(reason, rule.notListed)) return null;
  const closed = rule.listed.find((purpose) => purpose.closure !== null && namesAny(reason, purpose.words));
  if (closed !== undefined) return fits(closed, use, reason) ? closed.id : null;
  return rule.listed.find((purpose) => fits(purpose, use, reason))?.id ?? null;
}

/** Whether leave may be used for a reason, and under which purpose of the law. */
export const purpose: Question = (given, reasoning) => {
  const rule = fromPack(reasoning.pack.purposes, 'purposes of use', reasoning);
  const use = need(given.use, 'use');
  const reason = need(use.reason, 'use.reason');
  const found = purposeOf(rule, use, reason);
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
