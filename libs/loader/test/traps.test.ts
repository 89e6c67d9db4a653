import { type LoadedModule, ok } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { callerComponent, nativeComponent } from './fixtures.ts';
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

const NOW = '(call $now (i32.const 64))';
/** The host may answer at once or later; what a guest may do must not depend on it. */
const clocks = [() => ok(1n), () => Promise.resolve(ok(1n))];

test.each([
  ['its allocator', { allocating: NOW }],
  ['its post-return', { returned: NOW }],
])('a guest that calls out in %s, where the host has entered it, traps', async (_, also) => {
  const caller = await loaded(await callerComponent(also));
  for (const timeNow of clocks) {
    const guest = await caller.instantiate(memoryHost({ timeNow }), freely);
    expect(await guest.handle(envelope('caller.now'))).toMatchObject({
      fault: { name: 'trap', message: 'The module trapped: cannot leave component instance.' },
    });
    expect(guest.reset()).toBe(false);
  }
});

test('a guest that makes a call as it starts which could block does not start', async () => {
  const caller = await loaded(await callerComponent({ starting: NOW }));
  for (const timeNow of clocks)
    await expect(caller.instantiate(memoryHost({ timeNow }), freely)).rejects.toMatchObject({
      fault: { message: expect.stringContaining('does not start') as string },
    });
});
