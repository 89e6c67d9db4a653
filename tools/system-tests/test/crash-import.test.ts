import { expect, it } from 'vitest';
import { crashRounds, type CrashRound } from './crash-rounds.ts';
import { DataDirectory } from './data-directory.ts';
import { makeTimesheet } from './timesheet.ts';

/** `ESTA_CRASH_ROUNDS=200` for many; `ESTA_CRASH_ROWS=50000` for the size of a large employer; `ESTA_CRASH_SEED` repeats the moments of a run. */
const ROUNDS = Number(process.env['ESTA_CRASH_ROUNDS'] ?? 10);
const PEOPLE = Math.ceil(Number(process.env['ESTA_CRASH_ROWS'] ?? 10_000) / 100);
const SEED = Number(process.env['ESTA_CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 32));

it(`an import killed at ${ROUNDS} moments (seed ${SEED}) leaves all of the file or nothing, and imported again is counted once`, async () => {
  const sheet = makeTimesheet(PEOPLE, 100);
  const rounds: CrashRound[] = [];
  for await (const round of crashRounds(await DataDirectory.fresh(), sheet, ROUNDS, SEED)) {
    rounds.push(round);
    console.log(
      `seed ${SEED}, killed ${round.moment} ms into "${round.stage}": ${round.killed ? '' : 'too late, '}visible ${round.visible}, then ${String(round.added)} added`,
    );
    expect(round).toMatchObject({
      visible: expect.stringMatching(/^(none|all)$/) as string,
      exactAfterwards: true,
      logVerifies: true,
      replay: { diverged: 0, failed: 0 },
    });
    const again = round.visible === 'all' ? { added: 0, known: sheet.rows } : { added: sheet.rows, known: 0 };
    expect(round).toMatchObject(again);
  }
  expect(rounds.length).toBe(ROUNDS);
  expect(rounds.some(({ killed }) => killed)).toBe(true);
}, 3_600_000);
