import type { Employee, Employer, PlainDate } from '@esta-logic/shared-types';
import { addYears } from '@esta-logic/shared-types';
import type { CoverageRule, RulePack } from '../rule-pack.ts';
import { isNegated, namesAny } from './name-words.ts';

/** Whether the law covers a person at an employer, and by which exclusion not. */
export interface Coverage {
  readonly covered: boolean;
  readonly exclusion: string | null;
  readonly rule: string;
}

const COVERED: Coverage = { covered: true, exclusion: null, rule: 'coverage.employee' };

function excluded(exclusion: string, rule: string): Coverage {
  return { covered: false, exclusion, rule };
}

/** Both limbs: the person makes the own schedule, and nothing may happen to who schedules too little. */
export function selfScheduled(employee: Employee): boolean {
  const facts = employee.selfScheduling;
  return (
    facts?.employeePicksShifts === true &&
    facts.employerMaintainsSchedule !== true &&
    facts.adverseActionProhibitedForNoHours === true
  );
}

/** Conditions of the intern exclusion that are shown to hold; a name may state a condition or its contrary. */
export function internConditionsMet(facts: Readonly<Record<string, boolean>>, rule: CoverageRule): readonly string[] {
  const conditions = rule.internConditions;
  const met = conditions.filter(({ words, holdsWhen }) => {
    const stated = Object.entries(facts).filter(([name]) => namesAny(name, words));
    // "Benefits the trainee" speaks of training too: facts that speak of this condition alone come first.
    const alone = stated.filter(([name]) => conditions.filter((each) => namesAny(name, each.words)).length === 1);
    const told = alone.length > 0 ? alone : stated;
    return told.length > 0 && told.every(([name, value]) => (holdsWhen || isNegated(name) ? value : !value));
  });
  return met.map(({ id }) => id);
}

function isUnpaidIntern(employee: Employee, rule: CoverageRule): boolean {
  if (employee.unpaidIntern === undefined) return false;
  return internConditionsMet(employee.unpaidIntern, rule).length === rule.internConditions.length;
}

/** The day from which age no longer excludes the person; null where age does not matter or the birth date is not given. */
export function adultFrom(employee: Employee, pack: RulePack): PlainDate | null {
  const age = pack.coverage?.adultAge ?? null;
  return age === null || employee.birthDate === undefined ? null : addYears(employee.birthDate, age);
}

/** On `asOf` the person is too young: by the birth date where it is given, else by the stated age. */
function tooYoung(employee: Employee, pack: RulePack, asOf: PlainDate | undefined): boolean {
  const from = adultFrom(employee, pack);
  if (from !== null && asOf !== undefined) return asOf < from;
  const age = pack.coverage?.adultAge ?? null;
  return age !== null && employee.ageYears !== undefined && employee.ageYears < age;
}

/** Facts that are not given exclude nobody. */
export function coverageOf(
  employee: Employee,
  employer: Employer | undefined,
  pack: RulePack,
  asOf?: PlainDate,
): Coverage {
  const rule = pack.coverage;
  if (!pack.accrual.exempt.covered && employee.flsa === 'exempt') return excluded('exempt', 'hours.exempt');
  if (rule === null) return COVERED;
  const type = employer?.type;
  const outside = type === undefined ? undefined : rule.excludedEmployers.find(({ types }) => types.includes(type));
  if (outside !== undefined) return excluded(outside.exclusion, outside.rule);
  if (rule.placeOfWork === 'inState' && (employee.worksInState ?? employee.worksInMichigan) === false) {
    return excluded('outsideState', 'coverage.place');
  }
  if (employee.independentContractor === true) return excluded('independentContractor', 'coverage.employee');
  if (employee.volunteer === true) return excluded('volunteer', 'coverage.employee');
  if (tooYoung(employee, pack, asOf)) return excluded('youthEmployment', 'coverage.youth');
  if (selfScheduled(employee)) return excluded('selfScheduled', 'coverage.selfScheduled');
  if (isUnpaidIntern(employee, rule)) return excluded('unpaidIntern', 'coverage.unpaidIntern');
  return COVERED;
}
