import type { PlainDate, Weekday } from '@esta-logic/shared-types';

/**
 * A law as data. Every number of the law stands in a pack and nowhere else; the engine gives the numbers their meaning.
 * Hours and rates are exact text (`"1/30"`, `"72"`), dates `YYYY-MM-DD`, money decimal text in US dollars.
 * `null` for a whole section means that this pack says nothing about it, and a question about it is refused.
 */
export interface RulePack {
  readonly format: 'esta-rule-pack/1';
  readonly id: string;
  readonly version: string;
  /** A draft's values are not all verified; every decision from one carries a warning. */
  readonly status: 'released' | 'draft';
  readonly jurisdiction: Jurisdiction;
  readonly act: { readonly title: string; readonly citation: string; readonly enacted: string };
  readonly effectiveFrom: PlainDate;
  /** First day on which this pack no longer holds; null while it does. */
  readonly effectiveTo: PlainDate | null;
  readonly timeZone: string;
  /** What a person still has to check. */
  readonly review: string;
  readonly rules: Readonly<Record<string, PackRule>>;
  readonly size: SizeRule;
  readonly accrual: AccrualRule;
  readonly caps: Readonly<Record<string, TierCaps>>;
  readonly duty: DutyRule;
  readonly waiting: WaitingRule | null;
  readonly frontload: FrontloadRule | null;
  readonly increment: IncrementRule | null;
  readonly coverage: CoverageRule | null;
  readonly purposes: PurposeRule | null;
  readonly notice: NoticeRule | null;
  readonly documents: DocumentRule | null;
  readonly reinstatement: ReinstatementRule | null;
  /** Absent where the pack says nothing about transfers and successors. */
  readonly continuity?: ContinuityRule;
  readonly separation: SeparationRule | null;
  readonly pay: PayRule | null;
  readonly agreements: AgreementRule | null;
  readonly admin: AdminRule | null;
  readonly penalties: PenaltyRule | null;
  readonly switches: Readonly<Record<string, PolicySwitch>>;
}

export interface Jurisdiction {
  readonly country: string;
  readonly region: string;
  readonly locality: string | null;
  readonly name: string;
}

/** Text for people, in each language. */
export interface Localized {
  readonly en: string;
  readonly es: string;
}

/** Where a rule comes from and how sure that is. */
export interface PackRule {
  readonly section: string;
  readonly subsection: string | null;
  readonly subsectionVerified: boolean;
  readonly certainty: 'statute' | 'agency' | 'secondary' | 'interpretation';
  readonly confidence: 'A' | 'B' | 'C';
  readonly text: Localized;
  readonly sources: readonly string[];
}

export interface SizeTier {
  readonly id: string;
  /** Most people in this tier; null for the last. */
  readonly upTo: number | null;
}

export interface SizeRule {
  readonly tiers: readonly SizeTier[];
  /** So many people in so many workweeks of this or the last calendar year put an employer into `tier`; null where a plain count decides. */
  readonly weeksTest: { readonly atLeast: number; readonly weeks: number; readonly tier: string } | null;
}

export interface AccrualRule {
  readonly rate: string;
  readonly carryoverReducesAccrual: boolean;
  readonly carryoverAllowed: boolean;
  readonly exempt: ExemptRule;
}

export interface ExemptRule {
  /** False where overtime-exempt employees are outside the law. */
  readonly covered: boolean;
  /** Assumed hours a week; null where actual hours count. */
  readonly weekHours: string | null;
  readonly shorterNormalWeek: boolean;
  readonly workdays: readonly Weekday[];
}

/** A cap in hours, or in hours or days of the person's own day, whichever is more; null for no cap. */
export type CapValue = string | { readonly hours: string; readonly days: number } | null;

export interface TierCaps {
  readonly accrualPerYear: CapValue;
  readonly balance: CapValue;
  readonly usePerYear: CapValue;
  readonly carryover: CapValue;
  readonly frontload: CapValue;
  readonly paid: boolean;
}

export interface DutyRule {
  readonly byTier: Readonly<Record<string, { readonly from: PlainDate; readonly rule: string }>>;
  readonly startUp: { readonly tier: string; readonly noEmployeeOnOrBefore: PlainDate; readonly years: number } | null;
}

export interface WaitingRule {
  readonly mostDays: number;
  /** Earlier hires may not be made to wait; null where all may. */
  readonly hiredOnOrAfter: PlainDate | null;
  readonly methods: readonly string[];
  /** True where leave may be used on the last day of the wait itself ("on the 90th day"). */
  readonly lastDayIncluded: boolean;
}

export interface FrontloadRule {
  readonly allowed: boolean;
  readonly relievesCarryover: boolean;
  readonly relievesTracking: boolean;
  readonly partTime: { readonly noticeDueBy: 'hire'; readonly trueUp: boolean } | null;
}

export interface IncrementRule {
  readonly mostMinutes: number;
  readonly payrollSmallestAllowed: boolean;
}

export interface CoverageRule {
  readonly excludedEmployers: readonly {
    readonly types: readonly string[];
    readonly exclusion: string;
    readonly rule: string;
  }[];
  /** Age from which the law applies; null where age does not matter. */
  readonly adultAge: number | null;
  readonly placeOfWork: 'inState' | 'any';
  /** All must hold to exclude an unpaid intern; `holdsWhen` is the value under a name without a negation. */
  readonly internConditions: readonly {
    readonly id: string;
    readonly words: readonly string[];
    readonly holdsWhen: boolean;
  }[];
}

/** A purpose may be listed in several entries, by different words. */
export interface ListedPurpose {
  readonly id: string;
  readonly words: readonly string[];
  /** Of each of these groups the reason must name a word as well: a child alone is no matter of health. */
  readonly together?: readonly (readonly string[])[];
  /** So specific that words of `notListed` beside them change nothing: moving house because of domestic violence. */
  readonly specific?: boolean;
  /** A closure counts only when ordered by one of these for one of these causes. */
  readonly closure: {
    readonly orderedBy: readonly string[];
    readonly cause: readonly string[];
    readonly words: readonly string[];
  } | null;
}

export interface PurposeRule {
  readonly anyReason?: boolean;
  readonly listed: readonly ListedPurpose[];
  readonly notListed: readonly string[];
}

export interface NoticeRule {
  readonly mostAdvanceDays: number;
  readonly copyDueFrom: PlainDate;
}

export interface DocumentRule {
  readonly moreThanDays: number;
  readonly dueDays: number | null;
  readonly employerPays: boolean;
  readonly mayDelayLeave: boolean;
  readonly mayAskNature: boolean;
}

/** Months are calendar months; exactly one of the two is set. */
export interface ReinstatementRule {
  readonly months: number | null;
  readonly days: number | null;
  readonly unlessPaidOut: boolean;
}

/** What becomes of accrued time when the job or the employer changes. */
export interface ContinuityRule {
  readonly transferKeeps: boolean;
  readonly successorTakesOver: boolean;
}

export interface SeparationRule {
  readonly payout: boolean;
  readonly recoup: { readonly needsAuthorization: boolean; readonly floor: string } | null;
}

export interface PayRule {
  /** In date order. */
  readonly minimumWage: readonly { readonly from: PlainDate; readonly usd: string }[];
  /** From here on the wage is indexed and not yet known. */
  readonly unknownFrom: PlainDate | null;
}

export interface AgreementRule {
  readonly cba: { readonly inEffectOn: PlainDate };
  readonly individualContract: { readonly signedBefore: PlainDate; readonly mostYears: number } | null;
}

export interface AdminRule {
  readonly writtenNotice: { readonly days: number; readonly from: PlainDate } | null;
  /** Absent where the pack says nothing about a poster. */
  readonly poster?: { readonly days: number; readonly from: PlainDate; readonly languages: readonly string[] };
  readonly recordYears: number;
}

export interface PenaltyRule {
  readonly kinds: readonly PenaltyKind[];
  readonly claimYears: number;
  readonly privateRightOfAction: boolean;
}

export interface PenaltyKind {
  readonly id: string;
  readonly words: readonly string[];
  readonly fineUsd: string;
  readonly wageMultiple: number;
  readonly rule: string;
}

/** A choice that the law leaves open: the engine follows the default unless the policy chooses, and says so. */
export interface PolicySwitch {
  readonly default: string;
  readonly options: readonly string[];
  readonly rule: string;
  readonly warning: Localized;
}

interface Pin {
  readonly name: string;
  readonly hash: string;
}

/** Kept beside the packs and not in them: a pack cannot hold its own hash. */
const pinned = new WeakMap<RulePack, Pin>();

/** Notes the full name and the hash of a pack that was found to be what is pinned. */
export function namePinned(pack: RulePack, name: string, hash: string): void {
  pinned.set(pack, { name, hash });
}

/** `us-mi-esta-2025@1.0.0+blake3.` and digits of its hash: what ledgers and decisions write down; a pack that is not pinned has no hash there. */
export function packVersion(pack: RulePack): string {
  return pinned.get(pack)?.name ?? `${pack.id}@${pack.version}`;
}

/** The whole hash of a pinned pack. */
export function pinOf(pack: RulePack): string | undefined {
  return pinned.get(pack)?.hash;
}

/** The citation of a rule; a pack that does not single the rule out is cited as a whole. */
export function citationOf(pack: RulePack, rule: string): string {
  const found = pack.rules[rule];
  if (found === undefined) return pack.act.citation;
  return found.subsection !== null && found.subsectionVerified ? `${found.section}${found.subsection}` : found.section;
}
