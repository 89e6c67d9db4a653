import type { Employer, PlainDate, Policy } from '@esta-logic/shared-types';
import { addYears, laterDate } from '@esta-logic/shared-types';
import type { RulePack } from '../rule-pack.ts';
import { sizeOn, tiersByYear, weeksAtThreshold } from './employer-size.ts';
import { rememberLast } from './remember-last.ts';

/** When an employer's duty begins, by which rule, and the dates it is the latest of. */
export interface DutyStart {
  readonly date: PlainDate;
  readonly rule: string;
  readonly tier: string;
  readonly tierStart: PlainDate;
  readonly startUpUntil: PlainDate | null;
}

function dutyInTier(employer: Employer, pack: RulePack, tier: string): DutyStart {
  const duty = pack.duty.byTier[tier];
  if (duty === undefined) throw new RangeError(`pack ${pack.id} has no duty date for its size tier "${tier}"`);
  const plain = { date: duty.from, rule: duty.rule, tier, tierStart: duty.from, startUpUntil: null };
  const { startUp } = pack.duty;
  const first = employer.firstEmployeeDate;
  if (startUp === null || startUp.tier !== tier || first === undefined || first <= startUp.noEmployeeOnOrBefore)
    return plain;
  const until = addYears(first, startUp.years);
  return until > duty.from
    ? { ...plain, date: until, rule: 'duty.start.startUp', startUpUntil: until }
    : { ...plain, startUpUntil: until };
}

/** Far enough ahead that every year with weeks on record is looked at. */
const YEARS_LOOKED_AHEAD = 10;

/**
 * The first day on which the employer, in the size it has then, must provide leave.
 * An employer that grows into a larger tier before its own date begins when it grows.
 */
export function dutyStart(employer: Employer, pack: RulePack, policy?: Policy): DutyStart {
  return lastDutyStart(employer, pack, policy);
}

function findDutyStart(employer: Employer, pack: RulePack, policy: Policy | undefined): DutyStart {
  const from = pack.effectiveFrom;
  if (weeksAtThreshold(employer, pack.size) === undefined)
    return dutyInTier(employer, pack, sizeOn(employer, pack, from, policy).tier);
  let earliest: DutyStart | undefined;
  for (const { from: since, tier } of tiersByYear(employer, pack, from, addYears(from, YEARS_LOOKED_AHEAD), policy)) {
    const duty = dutyInTier(employer, pack, tier);
    const date = laterDate(duty.date, since);
    if (earliest === undefined || date < earliest.date) earliest = { ...duty, date };
  }
  if (earliest === undefined) throw new RangeError(`pack ${pack.id} has no size tiers`);
  return earliest;
}

const lastDutyStart = rememberLast(findDutyStart);
