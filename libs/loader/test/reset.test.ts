import type { GuestInstance, LoadedModule } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { nativeComponent, probeComponent } from './fixtures.ts';
import { loaded } from './loaded.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';

let probe: LoadedModule;
let native: LoadedModule;
beforeAll(async () => {
  probe = await loaded(await probeComponent());
  native = await loaded(await nativeComponent());
});

async function ask(guest: GuestInstance, opcode: string, payload = '{}'): Promise<string> {
  const result = await guest.handle(envelope(opcode, payload));
  return result.ok ? result.value : result.fault.name;
}

test.each([
  ['in the heap of a JavaScript guest', () => probe, 'probe.count'],
  ['in a global that the module does not export', () => native, 'native.count'],
  ['in linear memory', () => native, 'native.memory'],
])('a counter %s does not survive a reset', async (_, module, opcode) => {
  const guest = await module().instantiate(memoryHost(), freely);
  expect([await ask(guest, opcode), await ask(guest, opcode)]).toEqual(['1', '2']);
  expect(guest.reset()).toBe(true);
  expect([await ask(guest, opcode), await ask(guest, opcode)]).toEqual(['1', '2']);
});

test('the same message gives the same reply, calls and slots after every reset', async () => {
  const host = memoryHost();
  const guest = await probe.instantiate(host, freely);
  const run = async (): Promise<unknown> => {
    host.rows.clear();
    host.calls.length = 0;
    const replies = [await ask(guest, 'probe.db'), await ask(guest, 'probe.count'), await ask(guest, 'probe.log')];
    return [replies, [...host.rows], [...host.calls]];
  };
  const first = await run();
  for (let i = 0; i < 20; i++) {
    expect(guest.reset()).toBe(true);
    expect(await run()).toEqual(first);
  }
});

test('handles that a guest kept are forgotten by the glue, however many cranks keep them', async () => {
  const guest = await probe.instantiate(memoryHost(), freely);
  const counts: string[] = [];
  for (let i = 0; i < 50; i++) {
    counts.push(await ask(guest, 'probe.keep-handle'));
    expect(guest.reset()).toBe(true);
  }
  expect(new Set(counts)).toEqual(new Set(['1']));
  expect(await ask(guest, 'probe.db')).toContain('"read":"1"');
});

test('a memory that grew is not put back: the instance must be replaced', async () => {
  const guest = await native.instantiate(memoryHost(), freely);
  const before = guest.memoryBytes();
  await ask(guest, 'native.grow');
  expect(guest.memoryBytes()).toBe(before + 65_536);
  expect(guest.reset()).toBe(false);
  const large = await probe.instantiate(memoryHost(), freely);
  await ask(large, 'probe.grow', String(8 * 1024 * 1024));
  expect(large.reset()).toBe(false);
});

test('instances of one module do not share memory', async () => {
  const [one, other] = [await native.instantiate(memoryHost(), freely), await native.instantiate(memoryHost(), freely)];
  await ask(one, 'native.count');
  expect(await ask(other, 'native.count')).toBe('1');
});
