import { ok } from '@esta-logic/kernel-boundary';
import { manualClock, manualLoop, memoryStore, seededEntropy, testDigest, type MemoryStore } from '@esta-logic/testkit';
import { expect, test } from 'vitest';
import { Kernel, type SettingsChange } from '../src/index.ts';
import { scriptedLoader } from './scripted-modules.ts';

const echo = { id: 'echo', opcodes: ['echo.say'], handle: () => ok('{}') };

async function bootOn(provider: MemoryStore, settings?: SettingsChange): Promise<Kernel> {
  const clock = manualClock();
  const kernel = new Kernel({
    provider,
    loader: scriptedLoader([echo]),
    clock,
    loop: manualLoop({ clock, mode: 'microtask' }),
    digest: testDigest(),
    entropy: seededEntropy(1),
    ...(settings ? { settings } : {}),
  });
  await kernel.boot();
  return kernel;
}

async function changesIn(provider: MemoryStore): Promise<number> {
  const records = await provider.scan({ from: 'a/', to: 'a0', limit: 1000 });
  return records.filter(({ value }) => JSON.parse(value).kind === 'configuration.changed').length;
}

test('U4 what operators set holds for later boots until it is set again, and each change is logged once', async () => {
  let provider = memoryStore();
  const boots: [SettingsChange | undefined, object, number][] = [
    [undefined, {}, 0],
    [
      { processes: 6, tenantRate: { burst: 2, perSecond: 1 } },
      { processes: 6, tenantRate: { burst: 2, perSecond: 1 } },
      1,
    ],
    [undefined, { processes: 6, tenantRate: { burst: 2, perSecond: 1 } }, 1],
    [{ processes: 6 }, { processes: 6, tenantRate: { burst: 2, perSecond: 1 } }, 1],
    [{ tenantRate: null, memoryBytes: 1e9 }, { memoryBytes: 1e9, processes: 6 }, 2],
    [{ processes: null, memoryBytes: null }, {}, 3],
  ];
  for (const [change, settings, changes] of boots) {
    const kernel = await bootOn(provider, change);
    const { claimed, ...rest } = kernel.settings();
    expect(rest).toEqual(settings);
    expect(claimed.processes).toBe(4);
    expect(await changesIn(provider)).toBe(changes);
    expect(await kernel.verifyLog()).toMatchObject({ ok: true });
    await kernel.stop();
    provider = provider.reopen();
  }
});

test('U2 U4 Q5 a bound of an earlier boot refuses what goes over it', async () => {
  const provider = memoryStore();
  await (await bootOn(provider, { processes: 3, tenantRate: { burst: 1, perSecond: 1 } })).stop();
  const kernel = await bootOn(provider.reopen());
  const say = { type: 'Command', target: 'echo', opcode: 'echo.say', payload: {} } as const;
  expect(await kernel.send(say)).toMatchObject({
    error: { name: 'quota-exceeded', message: expect.stringContaining('processes') },
  });
  expect(await kernel.send(say)).toMatchObject({
    error: { name: 'quota-exceeded', message: expect.stringContaining('messages a second') },
  });
  await kernel.stop();
});
