import type { PlainDate, Rational } from '@esta-logic/shared-types';
import type { PlacedMoment } from './clock.ts';
import type { Period } from './sheet.ts';

/** A row as read, before it has been held against the others. */
export interface Draft {
  readonly row: number;
  readonly employee: string;
  readonly name: string | undefined;
  readonly kind: 'work' | 'use';
  readonly date: PlainDate;
  readonly hours: Rational;
  readonly start?: PlacedMoment;
  readonly end?: PlacedMoment;
  readonly period?: Period;
}
