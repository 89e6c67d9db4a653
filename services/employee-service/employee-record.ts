import type { EndedEmployment, PlainDate } from '@esta-logic/shared-types';

/** An employee as it is kept. Facts that nobody stated are absent. */
export interface EmployeeRecord {
  readonly id: string;
  readonly name?: string;
  readonly hireDate?: PlainDate;
  /** True while the hire date is only the first shift seen: it then follows earlier shifts. */
  readonly hireDateAssumed?: boolean;
  /** Last day of employment; absent while employed. */
  readonly separationDate?: PlainDate;
  /** True where the value of the unused time was paid at the separation. */
  readonly paidOut?: boolean;
  /** Employments before the one that `hireDate` began, oldest first. */
  readonly earlierEmployments?: readonly EndedEmployment[];
  readonly birthDate?: PlainDate;
  readonly flsa?: 'exempt' | 'nonexempt';
  readonly normalWeekHours?: string;
}

/** Ids may hold any character; keys are made of them so that they stay one segment. */
export const keyOf = (id: string): string => encodeURIComponent(id);
