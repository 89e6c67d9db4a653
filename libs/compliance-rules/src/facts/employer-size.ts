import type { Employer, PlainDate, Policy } from '@esta-logic/shared-types';
import { dateParts } from '@esta-logic/shared-types';
import { Refusal } from '../refusal.ts';
import type { RulePack, SizeRule } from '../rule-pack.ts';
import { rememberLast } from './remember-last.ts';

/** The pack's switch for an employer that reaches the weeks during a year. */
const CROSSING = 'size.crossing';

/** People who work for compensation, wherever in the country: the parts where they are complete, else the stated count. */
export function countedHeadcount(employer: Employer): number | undefined {
  const { michiganHeadcount, otherUsHeadcount, regularEmployees, staffingAgencyWorkers, ownersOnPayroll } = employer;
  const complete =
    regularEmployees !== undefined || (michiganHeadcount !== undefined && otherUsHeadcount !== undefined);
  const stated = employer.headcountNow ?? employer.headcount;
  if (!complete && stated !== undefined) return stated;
  const parts = [michiganHeadcount, otherUsHeadcount, regularEmployees, staffingAgencyWorkers, ownersOnPayroll];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, part) => sum + part, 0);
}

/** Calendar year → workweeks at or above the pack's threshold; undefined when no weeks are given. */
export function weeksAtThreshold(employer: Employer, size: SizeRule): Readonly<Record<string, number>> | undefined {
  if (size.weeksTest === null) return undefined;
  if (employer.weeksWith11OrMore !== undefined) return employer.weeksWith11OrMore;
  if (employer.weeksAtThisHeadcount === undefined) return undefined;
  const headcount = countedHeadcount(employer);
  if (headcount === undefined) return undefined;
  if (headcount >= size.weeksTest.atLeast) return employer.weeksAtThisHeadcount;
  return Object.fromEntries(Object.keys(employer.weeksAtThisHeadcount).map((year) => [year, 0]));
}

/** The tier of a workweek with so many people. */
export function tierByHeadcount(size: SizeRule, headcount: number): string {
  const tier = size.tiers.find(({ upTo }) => upTo === null || headcount <= upTo);
  if (tier === undefined) throw new RangeError('the last size tier of a pack must have no upper bound');
  return tier.id;
}

/** What decided an employer's size on a day. */
export interface SizeFinding {
  readonly tier: string;
  readonly basis: 'onlyTier' | 'weeks' | 'stated' | 'headcount';
  readonly headcount: number | null;
  /** Weeks at the threshold in the year of the day and in the one before. */
  readonly weeksThisYear: number | null;
  readonly weeksLastYear: number | null;
  /** At the threshold now, in too few weeks: large only once the weeks are reached. */
  readonly watched: boolean;
}

/** The employer's tier on a day: weeks on record decide, then a stated size, then the headcount. */
export function sizeOn(employer: Employer, pack: RulePack, date: PlainDate, policy?: Policy): SizeFinding {
  const { size } = pack;
  const weeks = size.tiers.length > 1 ? weeksAtThreshold(employer, size) : undefined;
  if (weeks === undefined || size.weeksTest === null) return steadySize(employer, size);
  const counts = (year: number): boolean => (weeks[String(year)] ?? 0) >= (size.weeksTest?.weeks ?? Infinity);
  const { year } = dateParts(date);
  const reached = counts(year - 1) || (counts(year) && reachedBy(employer, pack, date, policy));
  return byWeeks(weeks, reached, size.weeksTest, size, countedHeadcount(employer) ?? null, date);
}

/** The size where no weeks are on record: the same on every day. */
const steadySize = rememberLast((employer: Employer, size: SizeRule): SizeFinding => {
  const headcount = countedHeadcount(employer) ?? null;
  const none = { headcount, weeksThisYear: null, weeksLastYear: null, watched: false };
  if (size.tiers.length === 1) return { tier: size.tiers[0]?.id ?? '', basis: 'onlyTier', ...none };
  const stated = size.tiers.find(({ id }) => id === employer.size);
  if (stated !== undefined) return { tier: stated.id, basis: 'stated', ...none };
  if (headcount !== null) return { tier: tierByHeadcount(size, headcount), basis: 'headcount', ...none };
  throw new Refusal(
    'missing-fact',
    'employer.size is missing; give the size, the headcount, or the weeks at the threshold.',
  );
});

function crossingChoice(pack: RulePack, policy: Policy | undefined): string | undefined {
  const open = pack.switches[CROSSING];
  const wanted = policy?.switches?.[CROSSING];
  return wanted !== undefined && open?.options.includes(wanted) === true ? wanted : open?.default;
}

/** Whether a year that reaches the weeks has reached them by `date`; where the week is not known, from the year's start. */
function reachedBy(employer: Employer, pack: RulePack, date: PlainDate, policy: Policy | undefined): boolean {
  const since = employer.weeksReachedOn?.[String(dateParts(date).year)];
  return since === undefined || (crossingChoice(pack, policy) !== 'nextYear' && date >= since);
}

function byWeeks(
  weeks: Readonly<Record<string, number>>,
  reached: boolean,
  test: NonNullable<SizeRule['weeksTest']>,
  size: SizeRule,
  headcount: number | null,
  date: PlainDate,
): SizeFinding {
  const { year } = dateParts(date);
  const weeksThisYear = weeks[String(year)] ?? 0;
  const weeksLastYear = weeks[String(year - 1)] ?? 0;
  const below = tierByHeadcount(size, Math.min(headcount ?? 0, test.atLeast - 1));
  const watched = !reached && headcount !== null && headcount >= test.atLeast;
  return { tier: reached ? test.tier : below, basis: 'weeks', headcount, weeksThisYear, weeksLastYear, watched };
}

/** The employer's tier through a span: it may change with the calendar year and in the week that reaches the threshold. */
export function tiersByYear(
  employer: Employer,
  pack: RulePack,
  from: PlainDate,
  to: PlainDate,
  policy?: Policy,
): readonly { readonly from: PlainDate; readonly tier: string }[] {
  const first = { from, tier: sizeOn(employer, pack, from, policy).tier };
  if (weeksAtThreshold(employer, pack.size) === undefined) return [first];
  const result = [first];
  const starts: PlainDate[] = Object.values(employer.weeksReachedOn ?? {});
  for (let year = dateParts(from).year + 1; year <= dateParts(to).year; year += 1) {
    starts.push(`${year}-01-01` as PlainDate);
  }
  for (const start of starts.filter((date) => date > from && date <= to).sort()) {
    const { tier } = sizeOn(employer, pack, start, policy);
    if (tier !== result.at(-1)?.tier) result.push({ from: start, tier });
  }
  return result;
}
