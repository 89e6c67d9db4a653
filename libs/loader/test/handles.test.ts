import { fail, type LoadedModule, ok, type Slot } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { forgerComponent, probeComponent } from './fixtures.ts';
import { loaded } from './loaded.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';

let forger: LoadedModule;
beforeAll(async () => {
  forger = await loaded(await forgerComponent());
});

/** The slots that a read was tried on, and how the guest fared; the host refuses slots that are not open. */
async function attempt(opcode: string, handle: number): Promise<{ reply: string; slots: Slot[] }> {
  const slots: Slot[] = [];
  const host = memoryHost({
    dbRead: (slot) => {
      slots.push(slot);
      return host.live.has(slot) ? ok('value') : fail('capability-missing', 'No such slot.');
    },
  });
  const result = await (await forger.instantiate(host, freely)).handle(envelope(opcode, String(handle)));
  return { reply: result.ok ? result.value : result.fault.name, slots };
}

test('the handle that was opened reads', async () => {
  expect(await attempt('forger.keep', 1)).toEqual({ reply: '"k"', slots: [0] });
});

test('a handle that was never given out, or was dropped, reaches no open slot', async () => {
  for (const handle of [0, 2, 3, 9]) expect((await attempt('forger.keep', handle)).reply).not.toBe('"k"');
  const dropped = await attempt('forger.drop', 1);
  expect(dropped.reply).not.toBe('"k"');
});

test('handles have the same numbers after every reset, also those that the guest kept', async () => {
  const guest = await forger.instantiate(memoryHost({ dbRead: () => ok('value') }), freely);
  for (let i = 0; i < 5; i++) {
    expect(await guest.handle(envelope('forger.keep', '1'))).toEqual({ ok: true, value: '"k"' });
    expect(guest.reset()).toBe(true);
  }
});

test('a guest holds 1,024 handles at a time and no more; a reset gives them all back', async () => {
  const guest = await (await loaded(await probeComponent())).instantiate(memoryHost(), freely);
  for (let i = 0; i < 3; i++) {
    expect(await guest.handle(envelope('probe.open-many', '1024'))).toEqual({ ok: true, value: '1024' });
    guest.reset();
  }
  expect(await guest.handle(envelope('probe.open-many', '1025'))).toMatchObject({
    ok: false,
    fault: { name: 'quota-exceeded' },
  });
});
