import type { GuestInstance, LoadedModule } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import type { CoreInstances } from '../src/core-instances.ts';
import { bothBindings } from './both-bindings.ts';
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

test('a reset puts back every byte, by cards as by whole memories', async () => {
  const both = await bothBindings(await probeComponent());
  for (const side of [both.own, both.glue]) {
    let cores: CoreInstances | undefined;
    const guest = await side.start(memoryHost(), freely, (started) => (cores = started));
    const memories = (): Uint8Array[] => [...cores!.cards.keys()].map(({ buffer }) => new Uint8Array(buffer));
    const before = memories().map((bytes) => bytes.slice());
    expect(before.length).toBeGreaterThan(0);
    for (const [name, payload] of messages) {
      await guest.handle(envelope(`probe.${name}`, payload));
      expect(memories().every((bytes, i) => Buffer.compare(bytes, before[i]!) === 0)).toBe(false);
      expect(guest.reset()).toBe(true);
      for (const [i, bytes] of memories().entries()) expect(Buffer.compare(bytes, before[i]!)).toBe(0);
    }
  }
}, 60_000);

const messages: readonly (readonly [name: string, payload?: string])[] = [
  ['echo', JSON.stringify('für 8½ h 🕗'.repeat(2000))],
  ['db'],
  ['work', '300'],
  ['open-many', '20'],
  ['grow', '30000'],
  ['refuse', '{"code":1015,"message":"Because."}'],
  ['ipc'],
];

test.each([
  ['sets an element of a table', '(func (table.set 0 (i32.const 1) (ref.null func)))'],
  ['drops a data segment', '(data $passive "x") (func (data.drop $passive))'],
  ['fills a table', '(func (table.fill 0 (i32.const 0) (ref.null func) (i32.const 1)))'],
])('an instance of a module that %s is replaced instead of reset', async (_, addition) => {
  const module = await loaded(await nativeComponent(addition));
  const guest = await module.instantiate(memoryHost(), freely);
  expect(await ask(guest, 'native.count')).toBe('1');
  expect(guest.reset()).toBe(false);
});
