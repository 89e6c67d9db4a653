import type { Agreement, Employee, Employer, PlainDate, Policy } from '@esta-logic/shared-types';
import type { Reasoning } from '../reasoning.ts';
import type { Value } from '../value.ts';
import { citationOf } from '../rule-pack.ts';
import type { SentenceKey } from '../sentences/sentence.ts';
import { sentence } from '../sentences/sentence.ts';

export type ObligationKind =
  | 'dutyStarts'
  | 'writtenNotice'
  | 'poster'
  | 'records'
  | 'yearEnd'
  | 'frontloadGrant'
  | 'sizeWatch'
  | 'sizeReached'
  | 'waitEnds'
  | 'turnsAdult'
  | 'rehireWindow'
  | 'agreementEnds'
  | 'minimumWage';

/** Something an employer has to do, or has to know, on a day. */
export interface Obligation {
  /** The same each time it is computed, so that a calendar replaces an entry instead of adding one. */
  readonly id: string;
  readonly kind: ObligationKind;
  /** Last day for it, or the day on which it begins to hold. */
  readonly date: PlainDate;
  /** Id of the employee it is about; absent where it is about the employer. */
  readonly employee?: string;
  readonly name?: string;
  readonly rule: string;
  readonly citation: string;
  readonly sentence: string;
}

/** Weeks of a calendar year at the size threshold, as time-service counts them. */
export interface SizeWatch {
  readonly latest: number;
  readonly latestWeekOf?: PlainDate;
  readonly weeksAtThreshold: Readonly<Record<string, number>>;
}

/** Somebody on record; facts that are not known are absent. */
export type KnownEmployee = Employee & { readonly id: string };

/** Who owes what to whom, and the span that is asked about, both days included. */
export interface ObligationFacts {
  readonly employer: Employer;
  readonly policy: Policy | undefined;
  readonly employees: readonly KnownEmployee[];
  readonly agreements?: readonly Agreement[];
  readonly sizeWatch?: SizeWatch;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** What one kind of obligation is made of. */
export interface Draft {
  readonly kind: ObligationKind;
  readonly date: PlainDate;
  /** What tells it apart from others of its kind; the employee's id where it is about one. */
  readonly about: string;
  readonly rule: string;
  readonly says: SentenceKey;
  readonly inputs: Readonly<Record<string, Value>>;
  readonly employee?: KnownEmployee;
}

/** The obligation with its citation and its sentence. */
export function obligation(draft: Draft, reasoning: Reasoning): Obligation {
  const { kind, date, about, rule, says, inputs, employee } = draft;
  const who = employee === undefined ? {} : { employee: employee.id };
  return {
    id: `${kind}/${about}/${date}`,
    kind,
    date,
    ...who,
    ...(employee?.name === undefined ? {} : { name: employee.name }),
    rule,
    citation: citationOf(reasoning.pack, rule),
    sentence: sentence(says, reasoning.language, { who: employee?.name ?? employee?.id ?? null, ...inputs }, date),
  };
}
