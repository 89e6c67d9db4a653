import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCommand } from '../src/command-line.ts';
import { FULL, SMALL } from '../src/harness/contestant.ts';
import { quantile, summarise } from '../src/harness/summary.ts';
import { PAGE_FILE, RESULTS_FILE } from '../src/folders.ts';
import { withResults } from '../src/report/page.ts';
import { keepResults } from '../src/report/results-file.ts';
import { meets, type Result } from '../src/report/result.ts';
import { asJson, asTable } from '../src/report/text.ts';

const result: Result = {
  key: 'echo',
  what: 'an echo',
  unit: 'µs',
  better: 'lower',
  target: 2,
  judged: 'median',
  rounds: 3,
  median: 1.5,
  min: 1,
  max: 4,
  isolation: 'a sandbox',
  durability: 'memory',
  beside: {
    fast: { median: 0.5, min: 0.4, max: 0.6, isolation: 'none', durability: 'none' },
    gone: { absent: 'it did not answer', isolation: 'none', durability: 'none' },
  },
};

it('takes the median of the rounds, and the tail of all single figures', () => {
  const each = Array.from({ length: 100 }, (_, i) => i + 1);
  const samples = [{ value: 9, each }, { value: 1 }, { value: 3 }];
  expect(summarise(samples)).toEqual({ median: 3, min: 1, max: 9, p99: 100 });
});

it('gives a quantile that is one of the values, with no more of them below than it says', () => {
  const values = fc.array(fc.float({ noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, part) => {
      const found = quantile(list, part);
      expect(list.map(Number)).toContain(found);
      expect(list.filter((value) => value < found).length).toBeLessThanOrEqual(list.length * part);
    }),
  );
});

it('prints one line of JSON: medians of the others, null for who has none', () => {
  expect(asJson([result])).toBe(
    '{"echo":{"unit":"µs","median":1.5,"min":1,"max":4,"target":2,"beside":{"fast":0.5,"gone":null}}}',
  );
});

it('says in the table whether the target is met, what each side is, and why one is absent', () => {
  const table = asTable([result, { ...result, judged: 'p99', p99: 3 }]);
  expect(table).toContain('target ≤ 2 µs, met');
  expect(table).toContain('target p99 ≤ 2 µs, missed');
  expect(table).toContain('a sandbox; memory');
  expect(table).toContain('absent: it did not answer');
});

it('judges by the direction that is better', () => {
  expect(meets({ ...result, better: 'higher' })).toBe(false);
  expect(meets({ ...result, target: null })).toBeUndefined();
});

it('keeps earlier results under other keys, in the order of the keys', () => {
  const directory = mkdtempSync(join(tmpdir(), 'bench-report-'));
  const file = join(directory, 'results.json');
  const keys = ['other', 'echo'];
  keepResults(file, [result], keys);
  keepResults(file, [{ ...result, key: 'other' }], keys);
  keepResults(file, [{ ...result, median: 7 }], keys);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Result>;
  expect(Object.entries(kept).map(([key, { median }]) => [key, median])).toEqual([
    ['other', 1.5],
    ['echo', 7],
  ]);
  rmSync(directory, { recursive: true });
});

it('reads its command line', () => {
  expect(readCommand([])).toEqual({ only: [], json: false, peers: true, effort: FULL });
  expect(readCommand(['--only', 'a,b', '--json', '--no-peers', '--small'])).toEqual({
    only: ['a', 'b'],
    json: true,
    peers: false,
    effort: SMALL,
  });
  expect(() => readCommand(['--fast'])).toThrow('--fast');
});

it('shows in docs/benchmarks.md what bench/results.json has', () => {
  const page = readFileSync(PAGE_FILE, 'utf8');
  expect(withResults(page, RESULTS_FILE)).toBe(page);
});
