/** `npm run simulate -w @esta-logic/simulation -- [--seeds N] [--steps N] [--from SEED]`: a seed that breaks a rule is kept in seeds.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSeed } from './run-seed.ts';

const KEPT = new URL('../seeds.json', import.meta.url);

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    steps: { type: 'string', default: '1000000' },
    from: { type: 'string', default: '1' },
  },
});
const [seeds, steps, from] = [Number(values.seeds), Number(values.steps), Number(values.from)];
const kept = new Set(JSON.parse(readFileSync(KEPT, 'utf8')) as number[]);
for (let seed = from; seed < from + seeds; seed++) {
  const { messages, longestWait, fairness, windows, broken } = runSeed(seed, steps);
  console.log(
    `seed ${seed}: ${steps} steps, ${messages} messages, longest wait ${longestWait} ms, least fairness ${fairness.toFixed(3)} over ${windows} windows${broken ? `, BROKEN at step ${broken.step}: ${broken.what}` : ''}`,
  );
  if (!broken) continue;
  kept.add(seed);
  process.exitCode = 1;
  writeFileSync(
    KEPT,
    `${JSON.stringify(
      [...kept].sort((a, b) => a - b),
      undefined,
      2,
    )}\n`,
  );
}
