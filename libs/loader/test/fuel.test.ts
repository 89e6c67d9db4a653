import { fail, type FuelGovernor, LIMITS, type LoadedModule, ok } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { nativeComponent, probeComponent, spinningStartComponent } from './fixtures.ts';
import { loaded } from './loaded.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';

let probe: LoadedModule;
beforeAll(async () => {
  probe = await loaded(await probeComponent());
});

/** Grants `quantum` units at a time, `times` times after the first, then refuses; each refill gives the host a turn. */
function rationed(quantum: number, times: number): FuelGovernor & { readonly refills: number } {
  let refills = 0;
  return {
    get refills() {
      return refills;
    },
    begin: () => ({ units: quantum, stackSlots: 65_536 }),
    refill: () =>
      refills++ < times
        ? new Promise((resolve) => setImmediate(() => resolve(ok(quantum))))
        : fail('timeout', 'The budget is used up.'),
  };
}

test('an endless loop stops when its fuel is refused, with the fault of the refusal, at the same count every time', async () => {
  const used: number[] = [];
  for (let i = 0; i < 3; i++) {
    const governor = rationed(100_000, 20);
    const guest = await probe.instantiate(memoryHost(), governor);
    expect(await guest.handle(envelope('probe.loop'))).toEqual({
      ok: false,
      fault: { code: 3001, name: 'timeout', message: 'The budget is used up.' },
    });
    expect(governor.refills).toBe(21);
    expect(guest.reset()).toBe(false);
    used.push(guest.fuelUsed());
  }
  expect(new Set(used).size).toBe(1);
  expect(used[0]).toBeGreaterThanOrEqual(2_100_000);
});

test('while one guest loops without end, another on the same thread answers', async () => {
  let stop = false;
  const governor: FuelGovernor = {
    begin: () => ({ units: 50_000, stackSlots: 65_536 }),
    refill: () =>
      stop ? fail('timeout', 'Stopped.') : new Promise((resolve) => setImmediate(() => resolve(ok(50_000)))),
  };
  const looping = (await probe.instantiate(memoryHost(), governor)).handle(envelope('probe.loop'));
  const other = await probe.instantiate(memoryHost(), freely);
  for (let i = 0; i < 50; i++) {
    expect(await other.handle(envelope('probe.echo', String(i)))).toEqual({ ok: true, value: String(i) });
    await new Promise((resolve) => setImmediate(resolve));
  }
  stop = true;
  expect(await looping).toMatchObject({ ok: false, fault: { name: 'timeout' } });
});

test('the same work costs the same fuel and gives the same answer, however often it was interrupted', async () => {
  const runs: unknown[] = [];
  for (const quantum of [1e9, 1_000_000, 30_000, 777]) {
    const governor = rationed(quantum, 1e9);
    const guest = await probe.instantiate(memoryHost(), governor);
    const reply = await guest.handle(envelope('probe.work', '2000'));
    runs.push([reply, guest.fuelUsed()]);
    if (quantum === 777) expect(governor.refills).toBeGreaterThan(50);
  }
  expect(runs).toEqual(Array(4).fill(runs[0]));
});

test('the account starts anew with every message', async () => {
  const guest = await probe.instantiate(memoryHost(), freely);
  const costs: number[] = [];
  for (let i = 0; i < 3; i++) {
    await guest.handle(envelope('probe.work', '500'));
    costs.push(guest.fuelUsed());
    expect(guest.reset()).toBe(true);
  }
  expect(costs[0]).toBeGreaterThan(10_000);
  expect(new Set(costs).size).toBe(1);
});

test('a governor that fails ends the crank as a defect of the kernel', async () => {
  const guest = await probe.instantiate(memoryHost(), {
    begin: () => ({ units: 1000, stackSlots: 65_536 }),
    refill: () => Promise.reject(new Error('broken')),
  });
  expect(await guest.handle(envelope('probe.loop'))).toMatchObject({ ok: false, fault: { name: 'internal' } });
});

test('the stack of a native guest ends at the slots it was given, not at the engine’s', async () => {
  const native = await loaded(await nativeComponent());
  const costs: number[] = [];
  for (let i = 0; i < 2; i++) {
    const guest = await native.instantiate(memoryHost(), {
      ...freely,
      begin: () => ({ units: 1e9, stackSlots: 1000 }),
    });
    expect(await guest.handle(envelope('native.stack'))).toMatchObject({ ok: false, fault: { code: 4006 } });
    costs.push(guest.fuelUsed());
  }
  expect(costs[0]).toBe(costs[1]);
});

test('a guest pays for what the host does for it: for every call, and for every character', async () => {
  const guest = await probe.instantiate(memoryHost(), freely);
  const cost = async (opcode: string, payload?: string): Promise<number> => {
    expect(await guest.handle(envelope(opcode, payload))).toMatchObject({ ok: true });
    return guest.fuelUsed();
  };
  const { fuelPerSyscall, fuelPerCharacter } = LIMITS;
  expect((await cost('probe.now')) - (await cost('probe.echo'))).toBeGreaterThanOrEqual(fuelPerSyscall.value);
  expect((await cost('probe.log-much', '60000')) - (await cost('probe.log-much', '10'))).toBeGreaterThan(
    59_990 * fuelPerCharacter.value,
  );
});

test('a call that costs more than the next grant is paid for in full before the guest goes on', async () => {
  const governor = rationed(10_000, 5);
  const guest = await probe.instantiate(memoryHost(), governor);
  expect(await guest.handle(envelope('probe.now'))).toMatchObject({ ok: false, fault: { name: 'timeout' } });
  const patient = await probe.instantiate(memoryHost(), rationed(10_000, 1000));
  const free = await probe.instantiate(memoryHost(), freely);
  expect(await patient.handle(envelope('probe.now'))).toEqual(await free.handle(envelope('probe.now')));
  expect(patient.fuelUsed()).toBe(free.fuelUsed());
});

test('a component whose start function meets a limit does not start, and the sentence names the limit', async () => {
  const spinning = await loaded(await spinningStartComponent());
  for (let i = 0; i < 2; i++)
    await expect(spinning.instantiate(memoryHost(), freely)).rejects.toMatchObject({
      fault: {
        name: 'invalid-component',
        message:
          'The component of "probe" does not start: The module was stopped: a function that the host entered used more than its budget.',
      },
    });
});
