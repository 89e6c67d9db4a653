import { equals, isPlainDate, parseRational } from '@esta-logic/shared-types';
import type { Refused } from './balance-decision.ts';
import type { Decision } from './decision.ts';
import { decide } from './decide.ts';
import type { Value } from './value.ts';
import type { RulePack } from './rule-pack.ts';

/** A worked case: facts, and the part of the answer that is checked. Other keys are for readers. */
export interface WorkedCase {
  readonly id: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

export interface CaseDifference {
  readonly key: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** How a case came out; `got` is the whole answer, or the refusal. */
export interface CaseResult {
  readonly id: string;
  readonly pass: boolean;
  readonly got: unknown;
  readonly diff: readonly CaseDifference[];
  readonly trace: Decision['trace'];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal as exact amounts where both read as amounts (`"77/6"`, `"12.48"`), else equal as JSON. */
function sameValue(expected: unknown, got: unknown): boolean {
  const asText = (value: unknown): string | undefined =>
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
  const [a, b] = [asText(expected), asText(got)];
  if (a !== undefined && b !== undefined && !isPlainDate(a)) {
    const [x, y] = [parseRational(a), parseRational(b)];
    if (x !== undefined && y !== undefined) return equals(x, y);
  }
  return a !== undefined && b !== undefined ? a === b : JSON.stringify(expected) === JSON.stringify(got);
}

/** Every listed key whose value differs; keys of `got` that are not expected are not looked at. */
export function differences(expected: unknown, got: unknown, key = ''): readonly CaseDifference[] {
  if (!isRecord(expected))
    return sameValue(expected, got) ? [] : [{ key, expected, got: got === undefined ? null : got }];
  const part = isRecord(got) ? got : {};
  return Object.entries(expected).flatMap(([name, value]) =>
    differences(value, part[name], key === '' ? name : `${key}.${name}`),
  );
}

/** Days that the expectation asks about and the facts do not list: `appliesOn: {"2026-06-01": …}`. Only the days are read, not the answers. */
function daysAskedAbout(expected: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.values(expected).flatMap((value) => (isRecord(value) ? Object.keys(value).filter(isPlainDate) : []));
}

function factsOf(worked: WorkedCase): Readonly<Record<string, unknown>> {
  const asked = daysAskedAbout(worked.expect);
  const listed = Array.isArray(worked.given['probeDates']) ? (worked.given['probeDates'] as readonly unknown[]) : [];
  return asked.length === 0 ? worked.given : { ...worked.given, probeDates: [...new Set([...listed, ...asked])] };
}

/** Decides a worked case and compares the answer with what it expects. */
export function checkCase(worked: WorkedCase, pack: RulePack): CaseResult {
  const decision: Decision | Refused = decide(String(worked.given['question']), factsOf(worked), pack);
  if (!decision.ok) {
    const diff = [{ key: 'ok', expected: true, got: `${decision.code}: ${decision.message}` }];
    return { id: worked.id, pass: false, got: { code: decision.code, message: decision.message }, diff, trace: [] };
  }
  const diff = differences(worked.expect, decision.result satisfies Value);
  return { id: worked.id, pass: diff.length === 0, got: decision.result, diff, trace: decision.trace };
}
