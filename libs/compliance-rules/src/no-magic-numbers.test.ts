import { describe, expect, test } from 'vitest';

interface Files {
  readonly readdirSync: (path: string, options: { recursive: true }) => readonly string[];
  readonly readFileSync: (path: string, encoding: 'utf8') => string;
}

/** This file's folder, from the URL that every module has. */
function rootOf(folder: string): string {
  const here = (import.meta as unknown as { readonly url: string }).url;
  return `${here.replace(/^file:\/\//, '').replace(/\/[^/]*$/, '')}/${folder}/`;
}

/** Numbers that belong to arithmetic, calendars and display, never to a law. */
const ALLOWED = new Set([0, 1, 2]);
const NAMED_CONSTANT = /^(?:export )?const [A-Z][A-Z_]+ = (?:rational\()?[\d_]+\)?;$/;
/** Each named constant with the reason why it is no law's. */
const CONSTANTS: Readonly<Record<string, string>> = {
  TICKS: 'divides quarter hours, minutes, seconds and hundredths evenly',
  REMEMBERED: 'size of a memory of texts',
  DAYS_PER_WEEK: 'calendar',
  SECONDS_PER_HOUR: 'clock',
  SECONDS_PER_MINUTE: 'clock',
  MINUTES_PER_HOUR: 'clock',
  CENT_PLACES: 'display of money',
  SHOWN_PLACES: 'display of hours',
  YEARS_LOOKED_AHEAD: 'how far weeks on record are looked at',
  SHOWN_DIGITS: 'display of hashes',
  HUNDREDTHS: 'display of hours',
  MOST_WHOLE_HOURS: 'bound of exact arithmetic',
  HALF_MINUTES: 'clock',
  MOST_FILLED: 'memory of a guest',
  MOST_FACTS: 'facts of a case that are worth a plan',
  SHORT_LIST: 'characters of a list',
  MOST_KINDS: 'kinds of cases that are told apart',
  FEWEST_PLANNED: 'cases that are worth a plan',
  MOST_TRIED: 'cases that a plan is begun with',
  YEAR: 'dates written as numbers',
  LEAP_DAY: 'calendar',
  ALL_GRANTED: 'number of an outcome',
  BY_BALANCE: 'number of an outcome',
  BY_USE_CAP: 'number of an outcome',
  BY_WAIT: 'number of an outcome',
};
/** Whole lines that may hold digits: shapes of text, calendar years, unit tables, names of given facts. */
const ALLOWED_LINES = [
  /^\s*\*|^\s*\/\*\*|^\s*\/\//,
  /^import |^export \{|from '/,
  /'esta-rule-pack\/1'/,
  /is not an amount of hours/,
  /slice\(0, 2\)|slice\(3\)/,
  /employer\.weeksWith11OrMore/,
  /-01-01` as PlainDate|'01-01'/,
  /^const (?:FIRST_LEAP_YEAR = '2000'|LAST_DAY = `\$\{LAST_YEAR\}-12-31`);$/,
  /^const (?:LEAP_DAY = '-02-29'|DAY_BEFORE = '-02-28');$/,
  /rule\.hireDate\.slice\(4\)/,
  /date\.slice\(0, 4\) \+ date\.slice\(5, 7\)/,
  /^const SECONDS: .* = \{ minute: 60, min: 60, hour: 3600, hr: 3600 \};$/,
  /^const DATE_SHAPED = /,
  /readonly code = 4007;/,
  /parseInt\(escaped\.slice\(at \+ 1, at \+ 3\), 16\)/,
];

/** Its numbers are BLAKE3's. */
const HASH_FUNCTION = 'pins/blake3.ts';

function strip(line: string): string {
  return line.replace(/\/\*\*.*?\*\//g, '').replace(/\s\/\/.*$/, '');
}

/** Digits in a line that a law's number could hide in: numbers, and strings with digits (dates, hours, rates). */
export function suspects(line: string): readonly string[] {
  if (ALLOWED_LINES.some((allowed) => allowed.test(line))) return [];
  if (NAMED_CONSTANT.test(line.trim())) {
    const name = /const ([A-Z_]+)/.exec(line)?.[1] ?? '';
    return CONSTANTS[name] === undefined ? [line.trim()] : [];
  }
  return [...strip(line).matchAll(/(?<![\w$])\d[\d_./-]*/g)]
    .map(([text]) => text)
    .filter((text) => !ALLOWED.has(Number(text)));
}

describe('no number of any law outside a pack', () => {
  test('a planted number is caught', () => {
    expect(suspects('const cap = rational(72);')).toEqual(['72']);
    expect(suspects("  if (date >= '2025-02-21') return;")).toEqual(['2025-02-21']);
    expect(suspects("rate: hoursOf('1/30'),")).toEqual(['1/30']);
    expect(suspects('const WAIT_DAYS = 120;')).toEqual(['const WAIT_DAYS = 120;']);
    expect(suspects('hours * 0.0333')).toEqual(['0.0333']);
  });

  test.each(['../../accrual-engine/src', '.'])('%s', async (folder) => {
    const fs = (await import('node:fs' as string)) as Files;
    const root = rootOf(folder);
    const files = fs
      .readdirSync(root, { recursive: true })
      .filter((name) => /\.ts$/.test(name) && !/\.(test|bench)\.ts$/.test(name) && name !== HASH_FUNCTION);
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap((name) =>
      fs
        .readFileSync(root + name, 'utf8')
        .split('\n')
        .flatMap((line, index) => suspects(line).map((text) => `${name}:${index + 1}: ${text}`)),
    );
    expect(found).toEqual([]);
  });
});
