import type { WorkedCase } from '@esta-logic/client';
import { refuse } from '../http/problem.ts';

/** A file of worked cases: a list, each with `id`, `given` and `expect`. Other fields are for people. Fault: invalid-argument. */
export function decodeCases(value: unknown): readonly WorkedCase[] {
  if (!Array.isArray(value)) refuse('invalid-argument', 'Cases must be a list of objects with id, given and expect.');
  return value.map((one: unknown, index) => {
    if (!isRecord(one) || typeof one['id'] !== 'string' || !isRecord(one['given']) || !isRecord(one['expect'])) {
      refuse(
        'invalid-argument',
        `Case number ${index + 1} must be an object with the text id and the objects given and expect.`,
      );
    }
    return one as unknown as WorkedCase;
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
