/** What the HTTP API answers. Hours are exact fraction texts (`"77/6"`), dates are plain `YYYY-MM-DD`. */
import type { JobEvent } from './follow-job.ts';
import type { Language } from './law-words.ts';
import type { Fault, MessagePriority, MessageType } from '@esta-logic/kernel-boundary';

/** A JSON object whose fields belong to a service, not to this client. */
export type JsonObject = Readonly<Record<string, unknown>>;

export interface Health {
  readonly ok: boolean;
  readonly ready: boolean;
  readonly version: string;
}

/** What operators set for all modules and all tenants together; what is absent is not bounded. */
export interface HostSettings {
  readonly memoryBytes?: number;
  readonly processes?: number;
  readonly tenantRate?: { readonly burst: number; readonly perSecond: number };
  /** What the modules claim together. */
  readonly claimed: { readonly memoryBytes: number; readonly processes: number };
}

export interface EmployerSettings {
  readonly employer: JsonObject;
  readonly policy: JsonObject;
  /** False until somebody has said who the employer is; the law's defaults apply meanwhile. */
  readonly configured?: boolean;
}

export interface Balance {
  readonly employee: string;
  readonly name?: string;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly carriedIn: string;
  readonly used: string;
  /** Reinstatements and corrections of closed years. */
  readonly adjusted?: string;
  readonly available: string;
  /** First day on which the time may be used; null for a person whom the law does not cover. */
  readonly usableFrom: string | null;
  /** The year's limit on use that applies to this person, the policy considered. */
  readonly useCap?: string | null;
  readonly citations: readonly string[];
  /** The hire date is only the first shift seen; an employee list would state it. */
  readonly hireDateAssumed?: boolean;
  /** Last day of work of somebody who is not employed on that day. */
  readonly separationDate?: string;
  /** What was assumed of the days after the last recorded one, where a projection was asked for. */
  readonly projection?: { readonly from: string; readonly weekHours: string };
}

export interface BalancesPage {
  readonly asOf: string;
  readonly employer: JsonObject;
  readonly balances: readonly Balance[];
  /** What the law leaves open and the policy chose, or what was assumed: sentences for people. */
  readonly warnings?: readonly string[];
}

export interface SeriesPoint {
  readonly date: string;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly used: string;
  readonly available: string;
}

export interface Series {
  readonly employee: string;
  readonly points: readonly SeriesPoint[];
  /** The limit on use that holds at the end of the span; null where there is none. */
  readonly useCap?: string | null;
}

export interface Shifts {
  readonly employee: string;
  readonly shifts: readonly JsonObject[];
}

export const IMPORT_STAGES = ['read', 'stage', 'commit', 'accrual'] as const;
export type ImportStage = (typeof IMPORT_STAGES)[number];

export interface ImportProgress {
  readonly event: 'progress';
  readonly stage: ImportStage;
  readonly done: number;
  readonly total: number;
}

/** One row that cannot be imported: `row` counts the file's lines from 1; `reason` says what is wrong and the cure. */
export interface RejectedRow {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface ImportResult {
  /** Rows taken: 0 when the file was refused; in a dry run, the rows that would be taken. */
  readonly accepted: number;
  readonly rejected: readonly RejectedRow[];
  readonly employees: number;
  /** New shifts and uses of sick time. */
  readonly shifts: number;
  /** Rows that had been imported before and were not counted again. */
  readonly duplicates: number;
  /** Messages of earlier imports that could not be handled then and were now, so that their hours count at last. */
  readonly healed?: number;
  readonly layout: string;
  /** How the file was read, in a sentence. */
  readonly description: string;
  readonly notes: readonly string[];
  readonly dryRun?: boolean;
  /** Why nothing was imported. */
  readonly error?: Fault;
}

export type ImportEvent = JobEvent<ImportProgress, ImportResult>;

export interface ImportOptions {
  /** Name of a layout, or `auto`. */
  readonly layout?: string;
  /** Check everything, change nothing. */
  readonly dryRun?: boolean;
  /** Import the good rows although others are bad. */
  readonly skipBadRows?: boolean;
  /** File name, for messages. */
  readonly name?: string;
  /** Of what the result says about the file; English unless told. */
  readonly language?: Language;
}

/** A worked case: `given.question` selects the decision, `expect` lists the facts to check. */
export interface WorkedCase {
  readonly id: string;
  readonly given: JsonObject & { readonly question?: unknown };
  readonly expect: JsonObject;
}

export interface CaseDifference {
  /** Dotted path in the result; empty for the whole. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

export interface CaseOutcome {
  readonly id: string;
  readonly pass: boolean;
  /** The decision's result, or `{error}` when there is none. */
  readonly got: unknown;
  readonly diff: readonly CaseDifference[];
}

export interface CasesReport {
  readonly passed: number;
  readonly failed: number;
  readonly cases: readonly CaseOutcome[];
}

export interface InstalledModule {
  readonly module: string;
  readonly version: string;
  readonly hash: string;
}

/** What would change if a component were installed. */
export interface InstallPlan {
  readonly module: string;
  readonly version: string;
  readonly hash: string;
  /** The version that it would replace. */
  readonly replaces?: { readonly version: string; readonly hash: string };
  /** What it asks for more, less or otherwise, a line each. */
  readonly capabilities: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly { readonly before: string; readonly after: string }[];
  };
  /** How it does with the newest messages of the version that it would replace. */
  readonly rehearsal: {
    readonly cranks: number;
    readonly same: number;
    readonly different: readonly {
      readonly seq: number;
      readonly messageId: string;
      readonly opcode: string;
      readonly sentence: string;
    }[];
    readonly skipped: number;
    /** Units of fuel of those that came out the same. */
    readonly fuel: { readonly recorded: number; readonly rehearsed: number };
  };
}

export interface LogHead {
  /** Records in the log. */
  readonly size: number;
  readonly root: string;
}

export interface LogReport {
  readonly ok: boolean;
  /** Records found good, from the first on. */
  readonly entries: number;
  /** RFC 6962 root of all records read. */
  readonly head: string;
  readonly problem?: LogProblem;
}

export interface LogProblem {
  /** The first record that is not as it was written. */
  readonly seq: number;
  readonly kind: string;
  /** A sentence. */
  readonly what: string;
}

/** A message that could not be handled and that nobody waited for. */
export interface DeadLetter {
  /** Number of the log's record that says why. */
  readonly seq: number;
  readonly source: string;
  readonly target: string;
  readonly type: MessageType;
  readonly opcode: string;
  readonly messageId: string;
  readonly timestamp: string;
  readonly fault: Fault;
  /** Only where one letter is asked for. */
  readonly payload?: unknown;
}

export interface MessageToSend {
  readonly type: MessageType;
  readonly target: string;
  readonly opcode: string;
  readonly payload: unknown;
  readonly priority?: MessagePriority;
  /** Milliseconds within which the answer is wanted; after them the work is ended, and the reply is the fault `timeout`. */
  readonly deadlineMs?: number;
}
