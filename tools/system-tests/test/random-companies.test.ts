import { expect, test } from 'vitest';
// eslint-disable-next-line boundaries/dependencies -- the Act written down a second time, which no package gives away
import { naiveMichigan, type NaivePerson } from '../../../libs/compliance-rules/test/naive-michigan.ts';
import { DataDirectory } from './data-directory.ts';
import { hoursText } from './exact.ts';
import { seeded } from './crash-rounds.ts';
import { served } from './served.ts';

/** People of each company; more with ESTA_RANDOM_PEOPLE=2500, which makes ten thousand. */
const PEOPLE = Number(process.env['ESTA_RANDOM_PEOPLE'] ?? 25);
const SEED = Number(process.env['ESTA_RANDOM_SEED'] ?? 20250221);

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);
/** The last day of any timesheet is before the oldest machine's today: work in the future is refused. */
const DAYS = 600;

const COMPANIES = [
  { small: false, firstEmployee: null, waitingDays: 0, benefitYear: { type: 'calendar' }, yearStart: '01-01' },
  { small: true, firstEmployee: null, waitingDays: 120, benefitYear: { type: 'anniversary' }, yearStart: 'hire' },
  {
    small: false,
    firstEmployee: null,
    waitingDays: 150,
    benefitYear: { type: 'fiscal', start: '07-01' },
    yearStart: '07-01',
  },
  { small: true, firstEmployee: '2023-04-03', waitingDays: 30, benefitYear: { type: 'calendar' }, yearStart: '01-01' },
] as const;

interface Person extends NaivePerson {
  readonly id: string;
}

/** Whole numbers from 0 to below `bound`. */
type Numbers = (bound: number) => number;

const dayAt = (offset: number): string => new Date(FIRST_DAY + offset * DAY).toISOString().slice(0, 10);

/** Up to `most` entries on days of their own. */
function minutesByDay(numbers: Numbers, entries: number, most: number): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: numbers(entries) }, () => [dayAt(numbers(DAYS)), 1 + numbers(most)]));
}

function personOf(company: (typeof COMPANIES)[number], numbers: Numbers, index: number): Person {
  const { small, firstEmployee, waitingDays, yearStart } = company;
  // Whether somebody hired on the day the Act took effect may be made to wait is open: not asked here.
  const hire = dayAt(numbers(800) - 300);
  const worked = minutesByDay(numbers, 60, 900);
  const used = new Map([...minutesByDay(numbers, 8, 480)].filter(([date]) => !worked.has(date)));
  return {
    id: `P${1000 + index}`,
    small,
    firstEmployee,
    waitingDays,
    yearStart,
    hire: hire === '2025-02-21' ? '2025-02-22' : hire,
    worked,
    used,
    asOf: dayAt(DAYS),
  };
}

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

function timesheetOf(people: readonly Person[]): string {
  const rows = people.flatMap(({ id, worked, used }) => [
    ...[...worked].map(([date, minutes]) => `${id},${date},${clock(minutes)},work`),
    ...[...used].map(([date, minutes]) => `${id},${date},${clock(minutes)},use`),
  ]);
  return ['employee,date,hours,kind', ...rows, ''].join('\n');
}

function expectedOf(person: Person): object {
  const { minutesWorked, accruedSeconds, carriedSeconds, usedSeconds, availableSeconds, usableFrom } =
    naiveMichigan(person);
  return {
    employee: person.id,
    hoursWorked: hoursText(minutesWorked * 60),
    accrued: hoursText(accruedSeconds),
    carriedIn: hoursText(carriedSeconds),
    used: hoursText(usedSeconds),
    available: hoursText(availableSeconds),
    usableFrom,
  };
}

test.each(COMPANIES.map((company, index) => [index + 1, company] as const))(
  `W15: company %i of seed ${SEED}: components, their TypeScript and the Act written down a second time agree on ${PEOPLE} people`,
  async (number, company) => {
    const random = seeded(SEED + number);
    const numbers: Numbers = (bound) => Math.floor(random() * bound);
    const people = Array.from({ length: PEOPLE }, (_, index) => personOf(company, numbers, index));
    const directory = await DataDirectory.fresh();
    // In lockstep every crank of every service is compared with its TypeScript before anything of it is kept.
    const server = await served(directory, '--lockstep');
    const file = async (name: string, content: string): Promise<string> => directory.file(name, content);
    const firstEmployee = company.firstEmployee === null ? {} : { firstEmployeeDate: company.firstEmployee };
    const employer = {
      employer: { size: company.small ? 'small' : 'large', ...firstEmployee },
      policy: { method: 'accrual', benefitYear: company.benefitYear, waitingDays: company.waitingDays },
    };
    const staff = ['employee,hire date', ...people.map(({ id, hire }) => `${id},${hire}`), ''].join('\n');
    for (const command of [
      ['employer', '--set', await file('employer.json', JSON.stringify(employer))],
      ['import', await file('employees.csv', staff)],
      ['import', await file('timesheet.csv', timesheetOf(people))],
    ])
      expect(await directory.ask(...command)).toMatchObject({ code: 0 });
    const balances = await directory.balances(dayAt(DAYS));
    expect(balances).toEqual(people.map((person) => expect.objectContaining(expectedOf(person)) as unknown));
    expect((await server.leave('SIGTERM')).code).toBe(0);
  },
);
