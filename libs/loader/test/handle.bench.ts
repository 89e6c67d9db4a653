/**
 * What the binding costs, the loader's own beside jco's glue: echo of 1 KiB with and without a reset after each, a
 * system call that answers at once and one that does not, and a new instance; and what it costs that stores are tracked.
 * Rounds of both sides take turns in one process; medians of rounds, in microseconds.
 */
import { type GuestInstance, ok, unwrap } from '@esta-logic/kernel-boundary';
import { performance } from 'node:perf_hooks';
import { type BothBindings, bothBindings } from './both-bindings.ts';
import { callerComponent, nativeComponent, probeComponent } from './fixtures.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';

const ROUNDS = 15;
const payload = JSON.stringify('x'.repeat(1022));

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** `per`: how many things one run does. The sides are named; the ratio is the second to the first. */
async function compare(
  name: string,
  count: number,
  sides: readonly (() => Promise<unknown>)[],
  per = 1,
  [one, other] = ['own', 'glue'],
) {
  const times: number[][] = sides.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [side, run] of sides.entries()) {
      const start = performance.now();
      for (let i = 0; i < count; i++) await run();
      times[side]!.push(((performance.now() - start) * 1000) / count / per);
    }
  }
  const [first, second] = times.map(median) as [number, number];
  console.log(
    `${name.padEnd(40)} ${one} ${first.toFixed(2).padStart(8)}   ${other} ${second.toFixed(2).padStart(8)}   × ${(second / first).toFixed(2)}`,
  );
}

const instances = ({ own, glue }: BothBindings, host = memoryHost): Promise<GuestInstance[]> =>
  Promise.all([own, glue].map((side) => side.start(host(), freely)));

for (const [name, component] of [
  ['native', await nativeComponent()],
  ['QuickJS', await probeComponent()],
] as const) {
  const both = await bothBindings(component);
  const guests = await instances(both);
  console.log(`${name}: memory of ${guests[0]!.memoryBytes()} bytes`);
  const message = envelope(name === 'native' ? 'native.echo' : 'probe.echo', payload);
  await compare(
    `${name} echo`,
    1000,
    guests.map((guest) => () => guest.handle(message)),
  );
  await compare(
    `${name} echo and reset`,
    500,
    guests.map((guest) => async () => {
      unwrap(await guest.handle(message));
      if (!guest.reset()) throw new Error('the instance did not reset');
    }),
  );
  await compare(
    `${name} new instance`,
    30,
    [both.own, both.glue].map((side) => () => side.start(memoryHost(), freely)),
  );
}

const CALLS = 1000;
const caller = await bothBindings(await callerComponent());
for (const [name, timeNow] of [
  ['at once', () => ok(1n)],
  ['later', async () => ok(1n)],
] as const) {
  const guests = await instances(caller, () => memoryHost({ timeNow }));
  const message = envelope('caller.now', String(CALLS));
  await compare(
    `native system call that answers ${name}`,
    name === 'later' ? 5 : 20,
    guests.map((guest) => () => guest.handle(message)),
    CALLS,
  );
}

const tracked = await (await bothBindings(await probeComponent())).own.start(memoryHost(), freely);
const plain = await (await bothBindings(await probeComponent(), true)).own.start(memoryHost(), freely);
const shifts = JSON.stringify(
  Array.from({ length: 500 }, (_, i) => ({ id: `e${i}`, hours: i % 8, date: '2026-01-01' })),
);
for (const [name, opcode, argument, count] of [
  ['echo', 'probe.echo', payload, 200],
  ['JSON of 500 shifts', 'probe.echo', shifts, 4],
  ['loop of 5,000 turns', 'probe.work', '5000', 4],
] as const) {
  for (const reset of [false, true]) {
    const run = (guest: GuestInstance) => async (): Promise<void> => {
      unwrap(await guest.handle(envelope(opcode, argument)));
      if (reset && !guest.reset()) throw new Error('the instance did not reset');
    };
    const sides = [run(tracked), run(plain)];
    await compare(`QuickJS ${name}${reset ? ' and reset' : ''}`, count, sides, 1, ['tracked', 'whole']);
  }
}
