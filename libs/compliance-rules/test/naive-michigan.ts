/**
 * Michigan's Act written down a second time, naively and on its own: whole minutes worked, whole seconds of leave
 * (one minute worked earns two seconds), one calendar day after the other. Numbers are typed here from the Act, not read from the pack.
 */
export interface NaivePerson {
  readonly small: boolean;
  readonly firstEmployee: string | null;
  readonly hire: string;
  readonly waitingDays: number;
  /** `MM-DD`, or `hire` for anniversary years. */
  readonly yearStart: string;
  /** Date → minutes worked. */
  readonly worked: ReadonlyMap<string, number>;
  /** Date → minutes of leave used. */
  readonly used: ReadonlyMap<string, number>;
  readonly asOf: string;
}

export interface NaiveAnswer {
  minutesWorked: number;
  accruedSeconds: number;
  carriedSeconds: number;
  usedSeconds: number;
  availableSeconds: number;
  usableFrom: string;
  useCap: string;
}

const day = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const later = (...dates: string[]): string => dates.sort().at(-1) ?? '';

function dutyOf(person: NaivePerson): string {
  if (!person.small) return '2025-02-21';
  if (person.firstEmployee === null || person.firstEmployee <= '2022-02-21') return '2025-10-01';
  const [y = '', rest = ''] = [person.firstEmployee.slice(0, 4), person.firstEmployee.slice(4)];
  return later('2025-10-01', `${Number(y) + 3}${rest}`);
}

function firstUse(person: NaivePerson, start: string): string {
  if (person.hire < '2025-02-21' || person.waitingDays === 0) return start;
  return later(start, iso(Date.parse(person.hire) + Math.min(person.waitingDays, 120) * day));
}

export function naiveMichigan(person: NaivePerson): NaiveAnswer {
  const start = later(dutyOf(person), person.hire);
  const capSeconds = (person.small ? 40 : 72) * 3600;
  const yearStart = person.yearStart === 'hire' ? person.hire.slice(5) : person.yearStart;
  const now: NaiveAnswer = {
    minutesWorked: 0,
    accruedSeconds: 0,
    carriedSeconds: 0,
    usedSeconds: 0,
    availableSeconds: 0,
    usableFrom: firstUse(person, start),
    useCap: person.small ? '40' : '72',
  };
  for (let time = Date.parse(start); iso(time) <= person.asOf; time += day) {
    const date = iso(time);
    if (date.slice(5) === yearStart && date !== start) {
      const left = now.carriedSeconds + now.accruedSeconds - now.usedSeconds;
      now.carriedSeconds = Math.min(Math.max(left, 0), capSeconds);
      now.minutesWorked = 0;
      now.accruedSeconds = 0;
      now.usedSeconds = 0;
    }
    const minutes = person.worked.get(date) ?? 0;
    now.minutesWorked += minutes;
    now.accruedSeconds += minutes * 2;
    now.usedSeconds += (person.used.get(date) ?? 0) * 60;
  }
  const balance = now.carriedSeconds + now.accruedSeconds - now.usedSeconds;
  const open = Math.max(0, Math.min(balance, capSeconds - now.usedSeconds));
  now.availableSeconds = person.asOf < now.usableFrom ? 0 : open;
  return now;
}
