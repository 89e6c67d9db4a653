import type { PlainDate } from '@esta-logic/shared-types';

/** An employee as it is kept. Facts that nobody stated are absent. */
export interface EmployeeRecord {
  readonly id: string;
  readonly name?: string;
  readonly hireDate?: PlainDate;
  /** True while the hire date is only the first shift seen: it then follows earlier shifts. */
  readonly hireDateAssumed?: boolean;
  readonly flsa?: 'exempt' | 'nonexempt';
  readonly normalWeekHours?: string;
}

/** Ids may hold any character; keys are made of them so that they stay one segment. */
export const keyOf = (id: string): string => encodeURIComponent(id);
