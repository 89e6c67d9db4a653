import type { PlannedQuestion } from './table-plan.ts';
import { plannedUsable } from './usable-plan.ts';

const PLANNED: Readonly<Record<string, PlannedQuestion>> = { usable: plannedUsable };

/** The question as it is compiled for tables; undefined for one that is always decided the general way. */
export function plannedQuestion(question: string): PlannedQuestion | undefined {
  return Object.hasOwn(PLANNED, question) ? PLANNED[question] : undefined;
}
