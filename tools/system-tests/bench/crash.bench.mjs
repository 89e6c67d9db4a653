// `npm run bench:crash [ROWS] [SEED] [ROUNDS]`: the crash test at the size of a large employer.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [rows = '50000', seed, rounds] = process.argv.slice(2);
const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
const env = {
  ...process.env,
  ESTA_CRASH_ROWS: rows,
  ...(seed === undefined ? {} : { ESTA_CRASH_SEED: seed }),
  ...(rounds === undefined ? {} : { ESTA_CRASH_ROUNDS: rounds }),
};
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/crash-import.test.ts'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
