import type { Comparison, Contestant } from '../harness/contestant.ts';
import { ECHO_AWAITED, ECHO_IN_FLIGHT } from './echo.ts';

/** Everything that is measured. A comparison is known by its place here. */
export const COMPARISONS: readonly Comparison[] = [ECHO_AWAITED, ECHO_IN_FLIGHT];

/** @throws Error when the comparison has no contestant of that name. */
export function contestantOf(comparison: number, name: string): Contestant {
  const { subjects, peers } = COMPARISONS[comparison]!;
  const found = [...subjects, ...peers].find((contestant) => contestant.name === name);
  if (!found) throw new Error(`There is no contestant ${name}.`);
  return found;
}
