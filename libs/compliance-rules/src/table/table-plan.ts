import type { Refused } from '../balance-decision.ts';
import type { DecodedGiven } from '../decide.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';
import type { CaseColumn } from './case-table.ts';
import type { DecisionShape } from './decision-table.ts';

/** What a table's decisions are written from, as it grows; see `DecisionTable`. */
export interface TableText {
  readonly shapes: DecisionShape[];
  /** JSON texts of its groups. */
  readonly groups: string[];
  /** The numbers of its rows, one row after the other. */
  readonly rows: number[];
}

/**
 * A question compiled for the columns of one table: writes the rows of all cases in their order, from a few looked-up
 * numbers where it can. For a case that only the general way can decide it calls `inFull`, which writes the row.
 */
export type TablePlan = (inFull: (index: number) => void) => void;

/** The facts of a case, checked; or what is wrong with them. */
export type ReadCase = (index: number) => DecodedGiven | Refused;

/** What a plan is made of. */
export interface PlanInput {
  readonly columns: readonly CaseColumn[];
  readonly count: number;
  readonly read: ReadCase;
  readonly pack: RulePack;
  readonly language: Language;
  readonly text: TableText;
}

/** How a question is compiled for the cases of a table. */
export interface PlannedQuestion {
  /** Whether a plan can let the fact with this path differ from case to case. */
  readonly mayDiffer: (fact: string) => boolean;
  /** Makes the plan for a table; undefined where the table is for the general way altogether. */
  readonly plan: (input: PlanInput) => TablePlan | undefined;
}
