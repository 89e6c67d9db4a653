import { fail, faultOf, ok, unwrap, type Result } from '@esta-logic/kernel-boundary';
import { describe, expect, it } from 'vitest';
import { ALL, boot, collection, expectQuiet, slot } from './kernel-harness.ts';
import { manifestOf, type ScriptedModule } from './scripted-modules.ts';

const TRAP = faultOf('unreachable', 'It executed unreachable.');

/** Answers with its version; `handle` decides what else it does. */
const version = (name: string, handle: (payload: string) => Result<string> = () => ok('')): ScriptedModule => ({
  id: 'teller',
  version: name,
  opcodes: ['teller.ask'],
  capabilities: [collection('teller', 'log', ...ALL)],
  handle: async ({ payload, messageId }, host) => {
    const refused = handle(payload);
    if (!refused.ok) return refused;
    await host.dbWrite(slot(host.dbOpen('log')), messageId, name);
    return ok(JSON.stringify(name));
  },
});

const ask = (payload: unknown = {}) => ({
  type: 'Command' as const,
  target: 'teller',
  opcode: 'teller.ask',
  payload,
});

const good = version('1.0.0');
const bad = version('2.0.0', () => ({ ok: false, fault: TRAP }));

describe('a version that takes over', () => {
  it('X5 handles the next message, and the log says what it replaces', async () => {
    const { kernel, store } = await boot([good, version('2.0.0')]);
    expect(await kernel.send(ask())).toMatchObject({ payload: '1.0.0' });
    unwrap(await kernel.install(manifestOf(version('2.0.0')), new Uint8Array()));
    expect(await kernel.send(ask())).toMatchObject({ payload: '2.0.0' });
    const installed = store.entries().filter(({ value }) => value.includes('"kind":"module.installed"'));
    expect(installed.map(({ value }) => JSON.parse(value) as object)).toEqual([
      expect.objectContaining({ version: '1.0.0' }),
      expect.objectContaining({ version: '2.0.0', replaces: '31'.repeat(32), manifestHash: '32'.repeat(32) }),
    ]);
    await expectQuiet(kernel);
  });

  it('X6 gives way to the one before it when it fails three times, and that is pinned and logged', async () => {
    const { kernel, events, store } = await boot([good, bad]);
    unwrap(await kernel.install(manifestOf(bad), new Uint8Array()));
    for (let i = 0; i < 3; i++) expect(await kernel.send(ask())).toMatchObject({ ok: false, error: { code: 4001 } });
    expect(await kernel.send(ask())).toMatchObject({ payload: '1.0.0' });
    expect(kernel.modules()).toMatchObject([{ version: '1.0.0', state: 'running' }]);
    expect(events.filter(({ kind }) => kind === 'module.rolled-back')).toMatchObject([{ module: 'teller' }]);
    const kinds = store
      .entries()
      .flatMap(({ key, value }) => (key.startsWith('a/') ? [JSON.parse(value) as { kind: string }] : []));
    expect(kinds.filter(({ kind }) => kind.startsWith('module.')).map(({ kind }) => kind)).toEqual([
      'module.installed',
      'module.installed',
      'module.refused',
      'module.installed',
    ]);
    await expectQuiet(kernel);
  });

  it('X6 goes back to the last version that worked, over one that was still on trial', async () => {
    const { kernel } = await boot([good, version('2.0.0'), version('3.0.0', () => ({ ok: false, fault: TRAP }))]);
    unwrap(await kernel.install(manifestOf(version('2.0.0')), new Uint8Array()));
    await kernel.send(ask());
    unwrap(await kernel.install(manifestOf(version('3.0.0')), new Uint8Array()));
    for (let i = 0; i < 3; i++) await kernel.send(ask());
    expect(await kernel.send(ask())).toMatchObject({ payload: '1.0.0' });
    await expectQuiet(kernel);
  });

  it('X6 is not taken back for refusing what it is asked', async () => {
    const strict = version('2.0.0', () => fail('handler-failed', 'No.'));
    const { kernel } = await boot([good, strict]);
    unwrap(await kernel.install(manifestOf(strict), new Uint8Array()));
    for (let i = 0; i < 5; i++) await kernel.send(ask());
    expect(kernel.modules()).toMatchObject([{ version: '2.0.0' }]);
    await expectQuiet(kernel);
  });

  it('X6 has shown that it works after a hundred cranks; what fails then is recovered, not replaced', async () => {
    const late = version('2.0.0', (payload) => (payload === '"trap"' ? { ok: false, fault: TRAP } : ok('')));
    const { kernel } = await boot([good, late]);
    unwrap(await kernel.install(manifestOf(late), new Uint8Array()));
    for (let i = 0; i < 100; i++) await kernel.send(ask());
    for (let i = 0; i < 3; i++) await kernel.send(ask('trap'));
    expect(await kernel.send(ask())).toMatchObject({ payload: '2.0.0' });
    await expectQuiet(kernel);
  });
});

describe('versions that replace each other under load', () => {
  it('X4 lose no message and handle none twice', async () => {
    const { kernel, store } = await boot([good, version('2.0.0')]);
    const replies: Promise<{ ok: boolean; messageId: string; payload?: unknown }>[] = [];
    for (let swap = 0; swap < 100; swap++) {
      for (let i = 0; i < 7; i++) replies.push(kernel.send(ask()));
      const next = manifestOf(version(swap % 2 === 0 ? '2.0.0' : '1.0.0'));
      const installing = kernel.install(next, new Uint8Array());
      for (let i = 0; i < 3; i++) replies.push(kernel.send(ask()));
      unwrap(await installing);
    }
    const all = await Promise.all(replies);
    expect(all.every(({ ok }) => ok)).toBe(true);
    const written = store.entries().filter(({ key }) => key.startsWith('s/default/teller/log/'));
    expect(written).toHaveLength(1_000);
    // Each message was answered by the version that handled it, and by no other.
    const byId = new Map(written.map(({ key, value }) => [key.slice('s/default/teller/log/'.length), value]));
    for (const { messageId, payload } of all) expect(byId.get(messageId)).toBe(payload);
    await expectQuiet(kernel);
  });
});
