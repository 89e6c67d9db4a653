import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runSeed } from './run-seed.ts';

const kept = JSON.parse(readFileSync(new URL('../seeds.json', import.meta.url), 'utf8')) as number[];
const RULES = 'K1 K5 K6 Q3 Q4 Q5 Q7 Q8 Q9 Q11 Q12 I9 I13 I14';

test.each([...kept, 101, 102, 103, 104, 105])(`${RULES} hold at every step of seed %i`, (seed) => {
  const report = runSeed(seed, 20_000);
  expect(report.broken).toBeUndefined();
  expect(report.messages).toBeGreaterThan(500);
});

test('I4 a seed decides everything: the same seed gives the same run', () => {
  expect(runSeed(7, 5_000)).toEqual(runSeed(7, 5_000));
  expect(runSeed(7, 5_000)).not.toEqual(runSeed(8, 5_000));
});
