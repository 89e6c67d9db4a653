import { coverageOf } from '../facts/coverage.ts';
import { need } from '../refusal.ts';
import { fromPack } from './pack-section.ts';
import type { Question } from './question.ts';

/** Whether the law covers a person, and which exclusion does not. */
export const coverage: Question = (given, reasoning) => {
  const employee = need(given.employee, 'employee');
  if (employee.birthDate !== undefined && employee.ageYears === undefined) need(given.asOf, 'asOf');
  const found = coverageOf(employee, given.employer, reasoning.pack, given.asOf);
  // A pack without a section on coverage can tell whom it leaves out, but not that it covers somebody.
  if (found.covered) fromPack(reasoning.pack.coverage, 'coverage', reasoning);
  const facts = {
    employerType: given.employer?.type ?? null,
    ageYears: employee.ageYears ?? null,
    birthDate: employee.birthDate ?? null,
    selfScheduling: employee.selfScheduling === undefined ? null : { ...employee.selfScheduling },
    exclusion: found.exclusion,
  };
  reasoning.step(found.rule, facts, found.covered, found.covered ? 'coverage.covered' : 'coverage.excluded');
  return { covered: found.covered, exclusion: found.exclusion };
};
