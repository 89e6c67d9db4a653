/** What the routes of the law answer. Hours are exact fraction texts (`"77/6"`), dates are plain `YYYY-MM-DD`. */
import type { Language } from './law-words.ts';
import type { JsonObject } from './shapes.ts';

/** One change of a balance, with the law behind it. */
export interface LedgerEntry {
  readonly date: string;
  /** Label of the benefit year. */
  readonly year: string;
  readonly kind: string;
  readonly hours: string;
  /** After this entry. */
  readonly balance: string;
  readonly cause: string;
  /** Hours worked behind an accrual. */
  readonly counted?: string;
  /** The import or message that reported the hours. */
  readonly source?: string;
  readonly rule: string;
  readonly citation: string;
  /** Id, version and hash of the rule pack. */
  readonly pack: string;
  /** The message by whose receipt it is proved; the API says it of every entry. */
  readonly receipt?: string;
}

export interface LedgerYear {
  readonly year: string;
  readonly start: string;
  readonly end: string;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly carriedIn: string;
  readonly used: string;
  readonly adjusted: string;
  readonly balance: string;
  /** Null while the year is open. */
  readonly carriedOut: string | null;
  readonly forfeited: string;
}

export interface LedgerReport {
  readonly employee: string;
  readonly name: string | null;
  readonly hireDate: string | null;
  readonly asOf: string;
  readonly entries: readonly LedgerEntry[];
  readonly years: readonly LedgerYear[];
  readonly warnings: readonly string[];
}

/** Something an employer has to do, or has to know, on a day. */
export interface DueObligation {
  readonly id: string;
  readonly kind: string;
  readonly date: string;
  readonly employee?: string;
  readonly name?: string;
  readonly rule: string;
  readonly citation: string;
  readonly sentence: string;
}

export interface ObligationsReport {
  readonly from: string;
  readonly to: string;
  readonly obligations: readonly DueObligation[];
  readonly warnings: readonly string[];
}

/** What one benefit year of one person closes with. */
export interface YearEndLine {
  readonly employee: string;
  readonly name?: string;
  readonly year: string;
  readonly start: string;
  readonly end: string;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly carriedIn: string;
  readonly used: string;
  readonly adjusted: string;
  readonly balance: string;
  readonly carried: string;
  readonly forfeited: string;
  readonly carryoverCap: string | null;
  /** Null where leave is earned by the hour. */
  readonly nextGrant: string | null;
  /** Null in a preview of a year that is open. */
  readonly closedOn: string | null;
  readonly citations: readonly string[];
}

export interface YearEndReport {
  readonly through: string;
  readonly preview: boolean;
  readonly lines: readonly YearEndLine[];
  readonly warnings: readonly string[];
}

export interface YearEndProgress {
  readonly event: 'progress';
  /** Employees looked at so far, of all there are. */
  readonly done: number;
  readonly total: number;
}

export interface YearEndRequest {
  /** The last benefit year of each employee that has ended by this day. */
  readonly through?: string;
  /** Works the days to come like the last weeks; for a preview only. */
  readonly project?: boolean;
  readonly language?: Language;
}

/** One step of a decision: the rule, where it stands, what went in, what came out, and a sentence for people. */
export interface DecisionStep {
  readonly rule: string;
  readonly citation: string;
  readonly inputs: JsonObject;
  readonly value: unknown;
  readonly why: string;
}

export interface DecisionReport {
  readonly question: string;
  readonly result: JsonObject;
  readonly sentence: string;
  readonly trace: readonly DecisionStep[];
  readonly citations: readonly string[];
  readonly warnings: readonly string[];
  readonly pack: string;
  /** The message by which the decision is found: what `esta receipt` takes. */
  readonly receipt: string;
}

/** An employee as it is kept; facts that nobody stated are absent. */
export interface EmployeeFacts {
  readonly id: string;
  readonly name?: string;
  readonly hireDate?: string;
  /** The hire date is only the first shift seen. */
  readonly hireDateAssumed?: boolean;
  /** Last day of employment. */
  readonly separationDate?: string;
  readonly paidOut?: boolean;
  readonly earlierEmployments?: readonly { readonly hireDate: string; readonly separationDate: string }[];
  readonly birthDate?: string;
  readonly flsa?: 'exempt' | 'nonexempt';
  readonly normalWeekHours?: string;
}

/** What can be stated of an employee; what is left out stays as it was. */
export type StatedFacts = Pick<EmployeeFacts, 'name' | 'hireDate' | 'birthDate' | 'flsa' | 'normalWeekHours'>;

/** One rule of a pack: what it says, where it stands, and how sure that is. */
export interface KnownRule {
  readonly section: string;
  readonly certainty: string;
  readonly confidence: string;
  readonly text: Readonly<Record<Language, string>>;
  readonly sources: readonly string[];
}

/** A rule pack that this release knows. */
export interface KnownPack {
  readonly id: string;
  readonly version: string;
  /** `blake3-` and 64 digits of its content. */
  readonly hash: string;
  /** `released`, or `draft` while not every row is sourced. */
  readonly status: string;
  /** Whether balances come from it, and decisions that name no other. */
  readonly inUse: boolean;
  /** Whether a decision may name it. */
  readonly decides: boolean;
  readonly jurisdiction: string;
  readonly act: string;
  readonly citation: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  readonly review: string;
  readonly sources: string;
  /** Of the pack in use only, by the ids that entries and decisions name. */
  readonly rules?: Readonly<Record<string, KnownRule>>;
}
