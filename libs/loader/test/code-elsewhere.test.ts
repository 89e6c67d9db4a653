import { fail, unwrap } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { createLoader, type CodeRequest, type LoaderPowers, makeGuestCode } from '../src/index.ts';
import { probeComponent } from './fixtures.ts';
import { manifestOf, testPowers } from './loaded.ts';

let probe: Uint8Array;
beforeAll(async () => {
  probe = await probeComponent();
});

/** The code that an installation leaves in the store, by file. */
async function filesAfterInstall(powers: LoaderPowers): Promise<ReadonlyMap<string, string>> {
  unwrap(await createLoader(powers).install(manifestOf('probe'), probe));
  const names = await powers.components.list('cache/');
  const contents = names.map(async (name) => powers.digest.blake3((await powers.components.read(name))!));
  return new Map((await Promise.all(contents)).map((hash, i) => [names[i]!, hash]));
}

test('code that is made while others have their turns is the same, and they have many', async () => {
  let turns = 0;
  const turn = async (): Promise<void> => void turns++;
  const inTurns = await filesAfterInstall({ ...testPowers(), loop: { turn } });
  expect(inTurns).toEqual(await filesAfterInstall(testPowers()));
  expect(turns).toBeGreaterThan(100);
});

test('code that is made elsewhere, of what can be sent there, is the same', async () => {
  const codeElsewhere: LoaderPowers['codeElsewhere'] = async (request: CodeRequest) =>
    structuredClone(await makeGuestCode(structuredClone(request), testPowers()));
  const elsewhere = await filesAfterInstall({ ...testPowers(), codeElsewhere });
  expect(elsewhere).toEqual(await filesAfterInstall(testPowers()));
});

test('a component for which no code could be made elsewhere is not installed', async () => {
  const powers = { ...testPowers(), codeElsewhere: async () => fail('driver-failed', 'The thread is gone.') };
  const loader = createLoader(powers);
  expect(await loader.install(manifestOf('probe'), probe)).toEqual(fail('driver-failed', 'The thread is gone.'));
  expect(unwrap(await loader.installed())).toEqual([]);
});
