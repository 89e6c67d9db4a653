import type { LoadedModule } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { nativeComponent } from './fixtures.ts';
import { loaded } from './loaded.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';

let native: LoadedModule;
beforeAll(async () => {
  native = await loaded(await nativeComponent());
});

const traps: [opcode: string, code: number, name: string][] = [
  ['native.unreachable', 4001, 'unreachable'],
  ['native.divide', 4002, 'divide-by-zero'],
  ['native.v-overflow', 4003, 'integer-overflow'],
  ['native.float', 4003, 'integer-overflow'],
  ['native.out-of-bounds', 4004, 'out-of-bounds'],
  ['native.pointer', 4004, 'out-of-bounds'],
  ['native.long-reply', 4004, 'out-of-bounds'],
  ['native.type', 4005, 'indirect-call-type'],
  ['native.null-call', 4005, 'indirect-call-type'],
  ['native.stack', 4006, 'stack-overflow'],
  ['native.invalid-utf8', 4012, 'trap'],
];

test.each(traps)('%s is the fault %d %s, and the instance is dead', async (opcode, code, name) => {
  const guest = await native.instantiate(memoryHost(), freely);
  expect(await guest.handle(envelope('native.echo', '"alive"'))).toEqual({ ok: true, value: '"alive"' });
  expect(await guest.handle(envelope(opcode))).toMatchObject({ ok: false, fault: { code, name } });
  expect(guest.reset()).toBe(false);
  expect(await guest.handle(envelope('native.echo'))).toMatchObject({ ok: false, fault: { name: 'state-refused' } });
});

test('no character of a text is lost, not even a byte order mark', async () => {
  const guest = await native.instantiate(memoryHost(), freely);
  expect(await guest.handle(envelope('native.bom'))).toEqual({ ok: true, value: '\ufeff1' });
});
