import type {
  Agreement,
  Decoded,
  Decoder,
  Employee,
  Employer,
  HoursText,
  PlainDate,
  Policy,
  TimeEvent,
} from '@esta-logic/shared-types';
import {
  agreementDecoder,
  decoders,
  employeeDecoder,
  employerDecoder,
  policyDecoder,
  timeEventDecoder,
} from '@esta-logic/shared-types';

const { count, date, either, flag, hours, instantText, list, mapOf, money, object, oneOf, run, text } = decoders;

/** Balances stated by the asker instead of events; exact hours. */
export interface GivenBalances {
  readonly carriedIn?: HoursText;
  readonly accruedThisYear?: HoursText;
  readonly usedThisYear?: HoursText;
  readonly balanceHours?: HoursText;
  readonly frontloaded?: HoursText;
  readonly used?: HoursText;
  /** Benefit year → hours used in it. */
  readonly usedIn?: Readonly<Record<string, HoursText>>;
  readonly hoursWorkedThisYear?: HoursText;
}

/** A request for leave on a day, or for an absence from one moment to another. */
export interface GivenRequest {
  readonly date?: PlainDate;
  readonly hours?: HoursText;
  readonly start?: string;
  readonly end?: string;
  readonly hoursPerDay?: HoursText;
  readonly absentMinutes?: number;
}

/** One use of leave, with the facts that purpose, notice, documents and pay ask about. */
export interface GivenUse {
  readonly date?: PlainDate;
  readonly dates?: readonly PlainDate[];
  readonly hours?: HoursText;
  readonly reason?: string;
  readonly closureOrderedBy?: string;
  readonly closureCause?: string;
  readonly foreseeable?: boolean;
  readonly startDate?: PlainDate;
  readonly noticeGivenOn?: PlainDate;
  readonly noticeGivenAt?: string;
  readonly shiftStart?: string;
  readonly noticeAsSoonAsPracticable?: boolean;
}

/** A move within the employer, or to one that takes over the business. */
export interface GivenTransfer {
  readonly kind: 'withinEmployer' | 'successor';
  readonly date?: PlainDate;
  /** Whether the successor employs the person on. */
  readonly retained?: boolean;
}

/** Everything a question can be given; each question says which of it is needed. */
export interface Given {
  readonly question: string;
  readonly timeZone?: string;
  readonly employer?: Employer;
  readonly policy?: Policy;
  readonly employee?: Employee;
  readonly events?: readonly TimeEvent[];
  readonly balances?: GivenBalances;
  readonly asOf?: PlainDate;
  readonly yearStart?: PlainDate;
  readonly yearEnd?: PlainDate;
  readonly request?: GivenRequest;
  readonly use?: GivenUse;
  readonly probeDates?: readonly PlainDate[];
  readonly actualHoursInYear?: HoursText;
  readonly requestedOn?: PlainDate;
  readonly documentCostUsd?: string;
  readonly separation?: { readonly date?: PlainDate; readonly unusedHours?: HoursText; readonly paidOut?: boolean };
  readonly transfer?: GivenTransfer;
  readonly separationDate?: PlainDate;
  readonly rehireDate?: PlainDate;
  readonly consent?: { readonly writtenVoluntaryPriorAuthorization?: boolean };
  readonly agreement?: Agreement;
  readonly record?: { readonly kind?: string; readonly date?: PlainDate };
  readonly usage?: { readonly ptoUsedForVacationHours?: HoursText; readonly ptoRemainingHours?: HoursText };
  readonly violation?: { readonly kind?: string; readonly date?: PlainDate; readonly employeeKnewOn?: PlainDate };
}

const balances: Decoder<GivenBalances> = object<GivenBalances>({
  carriedIn: hours,
  accruedThisYear: hours,
  usedThisYear: hours,
  balanceHours: hours,
  frontloaded: hours,
  used: hours,
  usedIn: mapOf(hours),
  hoursWorkedThisYear: hours,
});

const request: Decoder<GivenRequest> = object<GivenRequest>({
  date,
  hours,
  start: either(date as Decoder<string>, instantText),
  end: either(date as Decoder<string>, instantText),
  hoursPerDay: hours,
  absentMinutes: count,
});

const use: Decoder<GivenUse> = object<GivenUse>({
  date,
  dates: list(date),
  hours,
  reason: text,
  closureOrderedBy: text,
  closureCause: text,
  foreseeable: flag,
  startDate: date,
  noticeGivenOn: date,
  noticeGivenAt: instantText,
  shiftStart: instantText,
  noticeAsSoonAsPracticable: flag,
});

const givenDecoder: Decoder<Given> = object<Given>(
  {
    question: text,
    timeZone: text,
    employer: employerDecoder,
    policy: policyDecoder,
    employee: employeeDecoder,
    events: list(timeEventDecoder),
    balances,
    asOf: date,
    yearStart: date,
    yearEnd: date,
    request,
    use,
    probeDates: list(date),
    actualHoursInYear: hours,
    requestedOn: date,
    documentCostUsd: money,
    separation: object<NonNullable<Given['separation']>>({ date, unusedHours: hours, paidOut: flag }),
    transfer: object<GivenTransfer>({ kind: oneOf('withinEmployer', 'successor'), date, retained: flag }, ['kind']),
    separationDate: date,
    rehireDate: date,
    consent: object<NonNullable<Given['consent']>>({ writtenVoluntaryPriorAuthorization: flag }),
    agreement: agreementDecoder,
    record: object<NonNullable<Given['record']>>({ kind: text, date }),
    usage: object<NonNullable<Given['usage']>>({ ptoUsedForVacationHours: hours, ptoRemainingHours: hours }),
    violation: object<NonNullable<Given['violation']>>({ kind: text, date, employeeKnewOn: date }),
  },
  ['question'],
);

export function decodeGiven(input: unknown): Decoded<Given> {
  return run(givenDecoder, input);
}
