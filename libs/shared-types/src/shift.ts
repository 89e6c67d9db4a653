import type { Decoded, Decoder, HoursText } from './decode.ts';
import { count, date, flag, hours, instantText, list, object, rule, run } from './decode.ts';
import { elapsedSeconds, parseInstant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';

/** Hours worked on one day. */
export interface WorkOnDay {
  readonly type: 'work';
  readonly date: PlainDate;
  readonly hours: HoursText;
}

/** The same hours in each of `repeatWeeks` (1 when absent) consecutive weeks that start on `weekOf`. */
export interface WorkInWeeks {
  readonly type: 'work';
  readonly weekOf: PlainDate;
  readonly hours: HoursText;
  readonly repeatWeeks?: number;
}

/** The same hours on each of `repeatDays` days worked from `firstDate` on; `weekdaysOnly` passes over Saturdays and Sundays. */
export interface WorkOnDays {
  readonly type: 'work';
  readonly firstDate: PlainDate;
  readonly hours: HoursText;
  readonly repeatDays?: number;
  readonly weekdaysOnly?: boolean;
}

/** Punched time, RFC 3339 with offset; elapsed time less unpaid breaks is worked. */
export interface PunchedShift {
  readonly type: 'shift';
  readonly start: string;
  readonly end: string;
  readonly unpaidBreakMinutes?: number;
}

/** Leave taken on one day. */
export interface UseOnDay {
  readonly type: 'use';
  readonly date: PlainDate;
  readonly hours: HoursText;
}

export type TimeEvent = WorkOnDay | WorkInWeeks | WorkOnDays | PunchedShift | UseOnDay;

const kind: Decoder<TimeEvent> = rule<TimeEvent>('one of work, shift, use', () => undefined);
const word = <const T extends string>(only: T): Decoder<T> => rule(`"${only}"`, (v) => (v === only ? only : undefined));

/** Nobody works longer than that; a larger number is a slip of the keyboard, and would take that long to lay out. */
const MOST_REPEATED_DAYS = 36_525;
const MOST_REPEATED_WEEKS = 5_218;
const repeated = (most: number): Decoder<number> =>
  rule(`a whole number from 0 to ${most}`, (v) =>
    Number.isSafeInteger(v) && (v as number) >= 0 && (v as number) <= most ? (v as number) : undefined,
  );

/** A shift whose end is longer after its start than that has a wrong day in it. */
const MOST_SHIFT_SECONDS = 7 * 86_400;

const onDay = object<WorkOnDay>({ type: word('work'), date, hours }, ['date', 'hours']);
const inWeeks = object<WorkInWeeks>(
  { type: word('work'), weekOf: date, hours, repeatWeeks: repeated(MOST_REPEATED_WEEKS) },
  ['weekOf', 'hours'],
);
const onDays = object<WorkOnDays>(
  { type: word('work'), firstDate: date, hours, repeatDays: repeated(MOST_REPEATED_DAYS), weekdaysOnly: flag },
  ['firstDate', 'hours'],
);
const useOnDay = object<UseOnDay>({ type: word('use'), date, hours }, ['date', 'hours']);
const punched = object<PunchedShift>(
  { type: word('shift'), start: instantText, end: instantText, unpaidBreakMinutes: count },
  ['start', 'end'],
);

const shift: Decoder<PunchedShift> = (value, path, context) => {
  const decoded = punched(value, path, context);
  const start = decoded?.start === undefined ? undefined : parseInstant(decoded.start);
  const end = decoded?.end === undefined ? undefined : parseInstant(decoded.end);
  if (decoded === undefined || start === undefined || end === undefined) return decoded;
  const elapsed = elapsedSeconds(start, end);
  const at = path || 'the shift';
  if (elapsed > MOST_SHIFT_SECONDS)
    context.errors.push({ path, message: `${at} lasts longer than a week; give every shift an end of its own.` });
  const worked = elapsed - (decoded.unpaidBreakMinutes ?? 0) * 60;
  if (worked < 0)
    context.errors.push({
      path,
      message: `${at} ends before it starts, or its unpaid break is longer than it.`,
    });
  return decoded;
};

/** Any event of a timesheet, told apart by `type` and by which date it has. */
export const timeEventDecoder: Decoder<TimeEvent> = (value, path, context) => {
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  if (fields['type'] === 'shift') return shift(value, path, context);
  if (fields['type'] === 'use') return useOnDay(value, path, context);
  if (fields['type'] !== 'work') return kind(fields['type'], context.paths ? `${path}.type` : '', context);
  if (fields['weekOf'] !== undefined) return inWeeks(value, path, context);
  return fields['firstDate'] === undefined ? onDay(value, path, context) : onDays(value, path, context);
};

export function decodeTimeEvents(input: unknown): Decoded<readonly TimeEvent[]> {
  return run(list(timeEventDecoder), input, 'events');
}
