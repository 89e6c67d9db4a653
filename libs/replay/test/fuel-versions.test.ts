import { unwrap, type LoadedModule } from '@esta-logic/kernel-boundary';
import { Journal, type StoredCrank } from '@esta-logic/journal';
import { createLoader, FUEL_RULES, type FuelRules } from '@esta-logic/loader';
import { beforeAll, describe, expect, test } from 'vitest';
import { RecordedModules, Replayer, type ReplayOutcome } from '../src/index.ts';
import { record, type Recording } from './recording.ts';

/** Rules of a later meter, by which everything costs more and frames weigh more. */
const [RECORDED] = FUEL_RULES as [FuelRules];
const LATER: FuelRules = { ...RECORDED, version: RECORDED.version + 1, defaultCost: 2, frameSlots: 30 };

let recording: Recording;
const cranks: StoredCrank[] = [];
beforeAll(async () => {
  recording = await record();
  for (const opcode of ['guest.echo', 'guest.calls', 'guest.trap', 'guest.recurse', 'guest.write-and-spin'])
    await recording.send({ opcode, payload: 1 });
  await recording.kernel.stop();
  for await (const crank of new Journal(recording.store.reopen()).cranks()) cranks.push(unwrap(crank));
}, 60_000);

async function replayUnder(fuelRules: readonly FuelRules[]): Promise<readonly ReplayOutcome[]> {
  const replayer = new Replayer(new RecordedModules({ ...recording.powers, fuelRules }).load);
  const outcomes: ReplayOutcome[] = [];
  for (const crank of cranks) outcomes.push(unwrap(await replayer.replay(crank)));
  return outcomes;
}

describe('fuel rules that have changed since', () => {
  test('H1: records made under earlier rules replay under those, to the unit, as long as the meter knows them', async () => {
    const loader = createLoader({ ...recording.powers, fuelRules: [LATER, RECORDED] });
    const now: LoadedModule = unwrap(await loader.load('guest'));
    expect(now.meter.version).toBe(LATER.version);
    expect(now.meter.costs).not.toBe(cranks[0]!.terms.meter.costs);
    expect(cranks.length).toBeGreaterThanOrEqual(5);
    for (const outcome of await replayUnder([LATER, RECORDED])) expect(outcome).toMatchObject({ verdict: 'same' });
  });

  test('H7: rules that the meter no longer knows are named, and nothing is run under others', async () => {
    const divergence = {
      kind: 'environment',
      what: 'version of the fuel rules',
      recorded: RECORDED.version,
      replayed: LATER.version,
    };
    for (const outcome of await replayUnder([LATER]))
      expect(outcome).toMatchObject({ verdict: 'diverged', divergence });
  });
});
