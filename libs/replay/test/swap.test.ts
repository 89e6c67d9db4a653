import { rightsOf, unwrap } from '@esta-logic/kernel-boundary';
import { describe, expect, it } from 'vitest';
import { changesNothing, planSwap } from '../src/index.ts';
import { guestComponent } from './guest-component.ts';
import { MANIFESTS, record } from './recording.ts';

/** The same guest, built from other text, that does the same. */
const sameAgain = () => guestComponent((source) => `${source}\nexport const unused = 1;\n`);
/** One that echoes otherwise. */
const otherEcho = () =>
  guestComponent((source) => source.replace('JSON.parse(payload) as unknown', '[JSON.parse(payload)]'));
/** One that asks its peer before it writes. */
const otherOrder = () =>
  guestComponent((source) =>
    source.replace("rows.write('a', payload);", "rows.read('a');\n    rows.write('a', payload);"),
  );

async function withHistory() {
  const recording = await record();
  for (let n = 0; n < 5; n++) {
    await recording.send({ opcode: 'guest.echo', payload: { n } });
    await recording.send({ opcode: 'guest.calls', payload: { n } });
    await recording.send({ opcode: 'guest.refuse', payload: { code: 1002, message: 'No.' } });
  }
  await recording.send({ opcode: 'guest.write-and-spin', payload: {} });
  const powers = { ...recording.powers, records: await recording.kernel.records() };
  return { ...recording, powers };
}

describe('a version that is tried before it is installed', () => {
  it('X1 is run on what the installed one was given, and does the same', async () => {
    const { powers, kernel } = await withHistory();
    const plan = unwrap(await planSwap(powers, { ...MANIFESTS.guest, version: '1.1.0' }, await sameAgain()));
    expect(plan).toMatchObject({
      module: 'guest',
      version: '1.1.0',
      replaces: { version: '1.0.0' },
      rehearsal: { cranks: 15, same: 15, different: [], skipped: 1 },
      capabilities: { added: [], removed: [], changed: [] },
    });
    expect(plan.rehearsal.fuel.rehearsed).toBeGreaterThan(0);
    expect(changesNothing(plan)).toBe(true);
    expect(kernel.modules().find(({ id }) => id === 'guest')).toMatchObject({ version: '1.0.0' });
    await kernel.stop();
  });

  it('X1 names every message that it answers otherwise, with both sides', async () => {
    const { powers, kernel } = await withHistory();
    const plan = unwrap(await planSwap(powers, { ...MANIFESTS.guest, version: '2.0.0' }, await otherEcho()));
    expect(plan.rehearsal).toMatchObject({ cranks: 15, same: 10 });
    expect(plan.rehearsal.different).toHaveLength(5);
    expect(plan.rehearsal.different[0]).toMatchObject({ opcode: 'guest.echo' });
    expect(plan.rehearsal.different[0]!.sentence).toMatch(/gave another output.*\{\\"n\\":0\}.*\[\{\\"n\\":0\}\]/);
    expect(changesNothing(plan)).toBe(false);
    await kernel.stop();
  });

  it('X1 names the first system call that it makes otherwise', async () => {
    const { powers, kernel } = await withHistory();
    const plan = unwrap(await planSwap(powers, { ...MANIFESTS.guest, version: '2.0.0' }, await otherOrder()));
    expect(plan.rehearsal.different.map(({ opcode }) => opcode)).toEqual(Array(5).fill('guest.calls'));
    expect(plan.rehearsal.different[0]!.sentence).toMatch(/system call 2.*sys\.db\.write.*sys\.db\.read/);
    await kernel.stop();
  });

  it('X1 is tried on as many of the newest cranks as are asked for', async () => {
    const { powers, kernel } = await withHistory();
    const plan = unwrap(await planSwap(powers, { ...MANIFESTS.guest, version: '1.1.0' }, await sameAgain(), 4));
    expect(plan.rehearsal).toMatchObject({ cranks: 3, skipped: 1 });
    await kernel.stop();
  });

  it('X1 is not tried on what a version before the installed one was given', async () => {
    const { powers, kernel, send } = await withHistory();
    unwrap(await kernel.install({ ...MANIFESTS.guest, version: '2.0.0' }, await otherEcho()));
    await send({ opcode: 'guest.echo', payload: { n: 5 } });
    const again = unwrap(await planSwap(powers, { ...MANIFESTS.guest, version: '2.0.1' }, await otherEcho()));
    expect(again.rehearsal).toMatchObject({ cranks: 1, same: 1, skipped: 0 });
    const back = unwrap(await planSwap(powers, { ...MANIFESTS.guest, version: '2.1.0' }, await sameAgain()));
    expect(back.rehearsal).toMatchObject({ cranks: 1, same: 0, skipped: 0 });
    await kernel.stop();
  });

  it('X2 says what more, less and other authority it asks for', async () => {
    const { powers, kernel } = await withHistory();
    const [rows, , ...others] = MANIFESTS.guest.requiredCapabilities;
    const asked = [
      { ...rows!, rights: rightsOf('read') },
      ...others,
      { ...rows!, label: 'more', resourcePattern: 'guest.more' },
    ];
    const manifest = { ...MANIFESTS.guest, version: '1.1.0', requiredCapabilities: asked };
    const plan = unwrap(await planSwap(powers, manifest, await sameAgain()));
    expect(plan.capabilities).toEqual({
      added: ['more: database guest.more (read, write, delete, list)'],
      removed: ['peer: channel peer.* (write, execute)'],
      changed: [
        { before: 'rows: database guest.rows (read, write, delete, list)', after: 'rows: database guest.rows (read)' },
      ],
    });
    expect(changesNothing(plan)).toBe(false);
    await kernel.stop();
  });

  it('replaces nothing when it is the first of its name', async () => {
    const { powers, kernel } = await withHistory();
    const plan = unwrap(await planSwap(powers, { ...MANIFESTS.peer, id: 'newcomer' }, await sameAgain()));
    expect(plan.replaces).toBeUndefined();
    expect(plan.rehearsal.cranks).toBe(0);
    expect(changesNothing(plan)).toBe(true);
    await kernel.stop();
  });

  it('is refused as it would be when it is installed', async () => {
    const { powers, kernel } = await withHistory();
    expect(await planSwap(powers, { ...MANIFESTS.guest, abi: '9' }, await sameAgain())).toMatchObject({ ok: false });
    expect(await planSwap(powers, MANIFESTS.guest, new Uint8Array(8))).toMatchObject({ ok: false });
    await kernel.stop();
  });
});
