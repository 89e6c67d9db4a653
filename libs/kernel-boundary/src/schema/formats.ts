/** The formats a schema may name. Each is a linear test: no backtracking on hostile input. */
interface Format {
  readonly meaning: string;
  test(value: string): boolean;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const FRACTION = /^-?\d{1,40}(\.\d{1,40}|\/[1-9]\d{0,39})?$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(value: string): boolean {
  const match = DATE.exec(value);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

const FORMATS: Readonly<Record<string, Format>> = {
  date: { meaning: 'a date such as 2026-06-30', test: isDate },
  'date-time': {
    meaning: 'an RFC 3339 instant such as 2026-06-30T08:00:00-04:00',
    test: (value) => {
      const match = DATE_TIME.exec(value);
      return match !== null && isDate(match[1]!);
    },
  },
  fraction: { meaning: 'a number, decimal or fraction such as "77/6"', test: (value) => FRACTION.test(value) },
};

/** The test of a format, or undefined when there is none of that name. */
export const checkFormat = (name: string): Format | undefined =>
  Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
