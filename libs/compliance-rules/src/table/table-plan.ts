import type { Refused } from '../balance-decision.ts';
import type { DecodedGiven } from '../decide.ts';
import type { RulePack } from '../rule-pack.ts';
import type { Language } from '../sentences/sentence.ts';

/** A question compiled for the columns of one table: it decides the rows it was made for from a few looked-up numbers. */
export interface TablePlan {
  /** The row's decision as the JSON text of a `DecisionRow`; undefined for a row that only the general way can decide. */
  decide(row: readonly unknown[]): string | undefined;
  /** JSON texts of the shapes that its rows refer to so far. */
  readonly shapes: readonly string[];
}

/** The facts that a row comes to, checked; or what is wrong with them. */
export type ReadRow = (row: readonly unknown[]) => DecodedGiven | Refused;

/** Makes the plan of a question for a table; undefined where the table is for the general way altogether. */
export type PlanQuestion = (
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  read: ReadRow,
  pack: RulePack,
  language: Language,
) => TablePlan | undefined;
