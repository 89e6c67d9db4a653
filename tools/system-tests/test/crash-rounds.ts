import type { Balance, DataDirectory } from './data-directory.ts';
import { importKilledIn, STAGE_NAMES, timeStages, type Stage } from './import-stages.ts';
import { AS_OF, EMPLOYER, type ExpectedBalance, type Timesheet } from './timesheet.ts';

/** What was found in the data directory of one killed import. */
export interface CrashRound {
  readonly stage: Stage;
  /** Into the stage, in milliseconds. */
  readonly moment: number;
  readonly killed: boolean;
  /** Of the file, before it was imported again. */
  readonly visible: 'none' | 'all' | 'half';
  /** Rows that the second import added and that it knew already. */
  readonly added: unknown;
  readonly known: unknown;
  readonly exactAfterwards: boolean;
  readonly logVerifies: boolean;
  /** What came of running every recorded crank again. */
  readonly replay: unknown;
}

/** Kills `rounds` imports, each in a directory of its own, and looks at what is left. Moments follow from the seed. */
export async function* crashRounds(
  empty: DataDirectory,
  sheet: Timesheet,
  rounds: number,
  seed: number,
): AsyncGenerator<CrashRound> {
  const file = await empty.file('hours.csv', sheet.csv);
  await empty.ask('employer', '--set', await empty.file('employer.json', JSON.stringify(EMPLOYER)));
  const lengths = await timeStages((await empty.copy('measured')).path, file);
  const random = seeded(seed);
  for (let round = 0; round < rounds; round++) {
    // Each stage in turn, since the short ones would hardly be hit by a moment of the whole.
    const stage = STAGE_NAMES[round % STAGE_NAMES.length]!;
    const moment = Math.floor(random() * lengths[stage]);
    yield await crashRound(await empty.copy(`round-${round}`), file, sheet, stage, moment);
  }
}

async function crashRound(
  data: DataDirectory,
  file: string,
  sheet: Timesheet,
  stage: Stage,
  moment: number,
): Promise<CrashRound> {
  const { signal } = await importKilledIn(stage, moment, data.path, file);
  const visible = visibleOf(await data.balances(AS_OF), sheet);
  const { json } = await data.ask('import', file);
  const exactAfterwards = isExact(await data.balances(AS_OF), sheet.expected);
  const log = await data.ask<{ ok: boolean }>('log', 'verify');
  return {
    stage,
    moment,
    killed: signal === 'SIGKILL',
    visible,
    added: json['shifts'],
    known: json['duplicates'],
    exactAfterwards,
    logVerifies: log.code === 0 && log.json.ok,
    replay: (await data.ask('replay', '--all')).json,
  };
}

function visibleOf(balances: readonly Balance[], sheet: Timesheet): CrashRound['visible'] {
  if (balances.length === 0) return 'none';
  return isExact(balances, sheet.expected) ? 'all' : 'half';
}

/** Every figure of every employee is the reference's, and nobody else is there. */
export function isExact(balances: readonly Balance[], expected: readonly ExpectedBalance[]): boolean {
  const same = (balance: Balance, wanted: ExpectedBalance | undefined): boolean =>
    wanted !== undefined &&
    Object.entries(wanted).every(([key, value]) => balance[key as keyof ExpectedBalance] === value);
  return balances.length === expected.length && balances.every((balance, i) => same(balance, expected[i]));
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
