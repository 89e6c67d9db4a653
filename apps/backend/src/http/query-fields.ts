import { isPlainDate, type PlainDate } from '@esta-logic/shared-types';
import { refuse } from './problem.ts';

/** Refuses parameters that the route does not know, so that a misspelt one is not silently ignored. */
export function onlyKnown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name))
      refuse(
        'invalid-argument',
        `The query parameter ${JSON.stringify(name)} is not known; known are ${known.join(', ') || 'none'}.`,
      );
  }
}

/** A date parameter, or undefined when it is not given. Fault: invalid-argument. */
export function dateField(query: URLSearchParams, name: string): PlainDate | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!isPlainDate(text))
    refuse(
      'invalid-argument',
      `The query parameter ${name} must be a date such as 2026-06-30, not ${JSON.stringify(text)}.`,
    );
  return text as PlainDate;
}

/** A parameter that is one of a few words, or the first of them. Fault: invalid-argument. */
export function choiceField<T extends string>(query: URLSearchParams, name: string, choices: readonly [T, ...T[]]): T {
  const text = query.get(name);
  if (text === null || text === '') return choices[0];
  if (!choices.includes(text as T))
    refuse(
      'invalid-argument',
      `The query parameter ${name} must be ${choices.join(' or ')}, not ${JSON.stringify(text)}.`,
    );
  return text as T;
}

/** `1` or `true` is yes; `0`, `false` or nothing is no. Fault: invalid-argument. */
export function flagField(query: URLSearchParams, name: string): boolean {
  return ['1', 'true'].includes(choiceField(query, name, ['0', 'false', '1', 'true']));
}
