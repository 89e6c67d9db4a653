import type { CaseDifference } from '@esta-logic/client';
import { equals, parseRational } from '@esta-logic/shared-types';

/**
 * Where `got` differs from a partial expectation: only the keys that `expected` lists are looked at, at every depth.
 * Hours are compared as rationals (`"77/6"` = `"154/12"`, `"8"` = `"8.0"`); money (keys that end in `Usd`), dates,
 * words, numbers and booleans exactly; lists item by item.
 */
export function compareExpected(expected: unknown, got: unknown, path = ''): CaseDifference[] {
  if (isRecord(expected)) {
    if (!isRecord(got)) return [{ path, expected, got }];
    return Object.entries(expected).flatMap(([key, value]) =>
      compareExpected(value, Object.hasOwn(got, key) ? got[key] : undefined, path === '' ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return [{ path, expected, got }];
    return expected.flatMap((value, i) => compareExpected(value, got[i], `${path}[${i}]`));
  }
  return sameValue(expected, got, path) ? [] : [{ path, expected, got }];
}

function sameValue(expected: unknown, got: unknown, path: string): boolean {
  if (typeof expected !== 'string' || typeof got !== 'string' || path.endsWith('Usd')) return expected === got;
  const wanted = parseRational(expected);
  const given = parseRational(got);
  return wanted && given ? equals(wanted, given) : expected === got;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
