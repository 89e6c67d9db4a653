import { fail, ok, unwrap, type LoadedModule, type ModuleLoader } from '@esta-logic/kernel-boundary';
import { Kernel, type SecondRun } from '@esta-logic/kernel';
import { createLoader } from '@esta-logic/loader';
import { manualClock, manualLoop, memoryComponentStore, memoryStore, seededEntropy } from '@esta-logic/testkit';
import { describe, expect, it } from 'vitest';
import { lockstep, NO_TOOLCHAIN, type LockstepOptions, type Reference } from '../src/index.ts';
import { guestComponent } from './guest-component.ts';
import { fastDigest, MANIFESTS } from './recording.ts';

const manifest = { ...MANIFESTS.guest, lockstep: true };

/** A kernel whose guest runs twice; `tamper` changes what the module is after it was verified, as a broken machine would. */
async function boot(
  options: LockstepOptions = {},
  tamper: (module: LoadedModule) => LoadedModule = (module) => module,
  secondRun: SecondRun = lockstep(options),
) {
  const loader = createLoader({
    components: memoryComponentStore(),
    digest: fastDigest,
    ...NO_TOOLCHAIN,
  });
  const tampering: ModuleLoader = {
    ...loader,
    load: async (id) => {
      const loaded = await loader.load(id);
      return loaded.ok && id === 'guest' ? ok(tamper(loaded.value)) : loaded;
    },
  };
  const clock = manualClock();
  const store = memoryStore();
  const kernel = new Kernel({
    provider: store,
    loader: tampering,
    clock,
    loop: manualLoop({ clock, mode: 'microtask' }),
    digest: fastDigest,
    entropy: seededEntropy(1),
    secondRun,
  });
  await kernel.boot();
  const component = await guestComponent();
  for (const each of [manifest, MANIFESTS.peer]) unwrap(await kernel.install(each, component));
  const send = (opcode: string, payload: unknown = {}) =>
    kernel.send({ type: 'Command', target: 'guest', opcode, payload });
  return { kernel, send, store };
}

const ofGuest =
  (reference: Reference): Required<LockstepOptions>['referenceOf'] =>
  ({ module }) =>
    module === 'guest' ? reference : undefined;

const state = (entries: readonly { key: string }[]) => entries.filter(({ key }) => key.startsWith('s/'));

describe('a component in lockstep', () => {
  it('X7 comes out alike however a crank ends: with every system call, a refusal, a trap, without fuel', async () => {
    const { kernel, send } = await boot();
    expect(await send('guest.echo', { n: 1 })).toMatchObject({ ok: true, payload: { n: 1 } });
    expect(await send('guest.calls', { n: 1 })).toMatchObject({ ok: true });
    expect(await send('guest.failed-call')).toMatchObject({ ok: true });
    expect(await send('guest.refuse', { code: 1002, message: 'No.' })).toMatchObject({ error: { code: 1002 } });
    expect(await send('guest.trap')).toMatchObject({ ok: false });
    expect(await send('guest.write-and-spin')).toMatchObject({ error: { name: 'timeout' } });
    expect(await send('guest.echo', { n: 2 })).toMatchObject({ ok: true });
    expect(await kernel.verifyLog()).toMatchObject({ ok: true });
    await kernel.stop();
  });

  it('X7 stands still at its safe points in the second run as in the first, and comes out alike', async () => {
    const run = lockstep();
    let stood = 0;
    const { kernel, send } = await boot({}, undefined, (crank) => {
      const giveWay = (): Promise<void> => {
        stood++;
        return crank.pace.giveWay() ?? Promise.resolve();
      };
      return run({ ...crank, pace: { ...crank.pace, giveWay } });
    });
    expect(await send('guest.echo', { n: 1 })).toMatchObject({ ok: true });
    expect(await send('guest.write-and-spin')).toMatchObject({ error: { name: 'timeout' } });
    expect(stood).toBeGreaterThan(10);
    await kernel.stop();
  });

  it('X8 keeps nothing of what a second instance does otherwise, and names the first system call that differs', async () => {
    const other = await guestComponent((source) =>
      source.replace("rows.write('a', payload)", "rows.write('A', payload)"),
    );
    const aside = createLoader({
      components: memoryComponentStore(),
      digest: fastDigest,
      ...NO_TOOLCHAIN,
    });
    unwrap(await aside.install(manifest, other));
    const broken = unwrap(await aside.load('guest'));
    let instances = 0;
    const { kernel, send, store } = await boot({}, (module) => ({
      ...module,
      // The first instance is sound; every one after it runs on a machine with a flipped bit.
      instantiate: (host, governor) => (instances++ === 0 ? module : broken).instantiate(host, governor),
    }));
    const reply = await send('guest.calls', { n: 1 });
    expect(reply).toMatchObject({ ok: false, error: { code: 4008 } });
    expect(!reply.ok && reply.error.message).toMatch(/second instance of guest.*sys\.db\.write.*"a".*"A"/);
    expect(state(store.entries())).toEqual([]);
    await kernel.stop();
  });
});

describe('a component in lockstep with another implementation', () => {
  it('X7 is not kept when the reference asks the host for something else', async () => {
    const { kernel, send } = await boot({
      referenceOf: ofGuest(({ payload }, host) => {
        const rows = unwrap(host.dbOpen('rows'));
        void host.dbRead(rows, 'a');
        return ok(payload);
      }),
    });
    const reply = await send('guest.echo', { n: 1 });
    expect(!reply.ok && reply.error.message).toMatch(/not in the record: sys\.db\.open/);
    await kernel.stop();
  });

  it('X7 is answered by the component alone when the reference agrees', async () => {
    const { kernel, send } = await boot({ referenceOf: ofGuest(({ payload }) => ok(payload)) });
    expect(await send('guest.echo', { n: 1 })).toMatchObject({ ok: true, payload: { n: 1 } });
    await kernel.stop();
  });

  it('X8 keeps nothing when the reference answers otherwise, or refuses', async () => {
    for (const reference of [() => ok('"other"'), () => fail('handler-failed', 'No.')]) {
      const { kernel, send } = await boot({ referenceOf: ofGuest(reference) });
      const reply = await send('guest.echo', { n: 1 });
      expect(reply).toMatchObject({ ok: false, error: { code: 4008 } });
      expect(!reply.ok && reply.error.message).toContain('The reference of guest');
      await kernel.stop();
    }
  });
});
