import type { BenefitYearRule } from '@esta-logic/accrual-engine';
import { benefitYearLabel } from '@esta-logic/accrual-engine';
import type { Instant, PlainDate, Policy, Rational, UsZone } from '@esta-logic/shared-types';
import {
  addDays,
  addYears,
  div,
  instantIn,
  isPlainDate,
  parseInstant,
  rational,
  secondsByDay,
  weekday,
} from '@esta-logic/shared-types';
import type { GivenRequest } from '../given.ts';
import { hoursOf } from '../hours-text.ts';
import type { Reasoning } from '../reasoning.ts';
import { Refusal, need } from '../refusal.ts';

/** Hours asked for on one day, with the benefit year they are charged to. */
export interface RequestedPart {
  readonly date: PlainDate;
  readonly year: string;
  readonly hours: Rational;
}

interface DatedHours {
  readonly date: PlainDate;
  readonly hours: Rational;
}

/** A decision says each day of a request: one that goes on for years has a slip in it. */
function withinAYear(from: PlainDate, to: PlainDate): void {
  if (to > addYears(from, 1))
    throw new Refusal('bad-given', 'request.start to request.end is more than a year; give an earlier end.');
}

const SECONDS_PER_HOUR = rational(3600);

function hoursByDay(start: Instant, end: Instant): readonly DatedHours[] {
  if (end.epochSeconds <= start.epochSeconds)
    throw new Refusal('bad-given', 'request.end is not after request.start; give a later end.');
  withinAYear(start.date, end.date);
  return secondsByDay(start, end).map(({ date, seconds }) => ({
    date,
    hours: div(rational(seconds), SECONDS_PER_HOUR),
  }));
}

/** Whole days from one date to another, workdays only: at the hours of a day, or sharing the hours of the whole request. */
function wholeDays(from: PlainDate, to: PlainDate, request: GivenRequest, reasoning: Reasoning): readonly DatedHours[] {
  withinAYear(from, to);
  const { workdays } = reasoning.pack.accrual.exempt;
  const dates: PlainDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) if (workdays.includes(weekday(date))) dates.push(date);
  if (dates.length === 0)
    throw new Refusal('bad-given', 'request.start to request.end holds no workday; give later dates.');
  const hours =
    request.hoursPerDay === undefined && request.hours !== undefined
      ? div(hoursOf(request.hours), rational(dates.length))
      : hoursOf(need(request.hoursPerDay, 'request.hoursPerDay'));
  return dates.map((date) => ({ date, hours }));
}

function datedHours(request: GivenRequest, zone: UsZone | undefined, reasoning: Reasoning): readonly DatedHours[] {
  if (request.start === undefined || request.end === undefined) {
    return [{ date: need(request.date, 'request.date'), hours: hoursOf(need(request.hours, 'request.hours')) }];
  }
  const start = parseInstant(request.start);
  const end = parseInstant(request.end);
  if (start !== undefined && end !== undefined)
    return zone === undefined ? hoursByDay(start, end) : hoursByDay(instantIn(zone, start), instantIn(zone, end));
  if (isPlainDate(request.start) && isPlainDate(request.end))
    return wholeDays(request.start, request.end, request, reasoning);
  throw new Refusal('bad-given', 'request.start and request.end must both be times with offsets, or both be dates.');
}

/** The request by day; across the end of a benefit year each hour is charged where it falls, unless the policy charges by the start. */
export function requestedParts(
  request: GivenRequest,
  rule: BenefitYearRule,
  policy: Policy | undefined,
  zone: UsZone | undefined,
  reasoning: Reasoning,
): readonly RequestedPart[] {
  const parts = datedHours(request, zone, reasoning).map((part) => ({
    ...part,
    year: benefitYearLabel(rule, part.date),
  }));
  const first = parts[0];
  if (first === undefined || parts.every(({ year }) => year === first.year)) return parts;
  return reasoning.choose('absence.acrossYears', policy) === 'byStart'
    ? parts.map((part) => ({ ...part, year: first.year }))
    : parts;
}
