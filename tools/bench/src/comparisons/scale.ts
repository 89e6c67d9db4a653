import type { Comparison, Contestant, Running } from '../harness/contestant.ts';
import { bootBenchKernel, type BenchKernel } from '../kernel/bench-kernel.ts';
import { copiesOf, namesOf } from '../kernel/copies.ts';
import { KERNEL } from '../kernel/kernel-contestant.ts';

const FEW = 10;
const WIDTH = 64;
/** Messages of a round to each side. */
const MESSAGES = 4000;
const SMALL = { text: 'A shift.' };
/** As many messages to each process as a manifest may let wait. */
const MAILBOX = 16_384;
/** Heap for a million messages that wait, with their replies' promises and what is kept of each. */
const LARGE_HEAP = ['--max-old-space-size=12288'];

/** Microseconds for each of so many messages, sent to all processes in turn with {@link WIDTH} in flight. */
async function costEach(bench: BenchKernel, names: readonly string[], count: number): Promise<number> {
  const before = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await bench.ask(names[next++ % names.length]!, 'bench.echo', SMALL);
  };
  await Promise.all(Array.from({ length: WIDTH }, lane));
  return ((performance.now() - before) * 1000) / count;
}

/** Cost of a message among many processes ÷ its cost among ten; both kernels are in one process and take turns. */
const manyProcesses =
  (many: number): Contestant['open'] =>
  async (effort): Promise<Running> => {
    const loaderOf = await copiesOf('native', {});
    const sides: { readonly names: readonly string[]; readonly bench: BenchKernel }[] = [];
    for (const count of [FEW, effort.messages < many ? FEW : many]) {
      const names = namesOf(count);
      const bench = await bootBenchKernel(loaderOf(names));
      // Each process gets its instance now: starting them is not what is measured.
      await costEach(bench, names, count);
      sides.push({ names, bench });
    }
    return {
      round: async () => {
        const costs: number[] = [];
        for (const { bench, names } of sides)
          costs.push(await costEach(bench, names, Math.min(effort.messages, MESSAGES)));
        return { value: costs[1]! / costs[0]! };
      },
      close: async () => {
        for (const { bench } of sides) await bench.close();
      },
    };
  };

/** Cost of a message when so many are waiting ÷ its cost when 64 are. */
const manyQueued =
  (queued: number): Contestant['open'] =>
  async (effort): Promise<Running> => {
    const waiting = Math.min(queued, effort.messages * 100);
    const names = namesOf(Math.ceil(waiting / MAILBOX));
    const loaderOf = await copiesOf('native', { limits: { mailboxCapacity: MAILBOX, cpuMillisecondsPerCall: 60_000 } });
    return {
      round: async () => {
        const bench = await bootBenchKernel(loaderOf(names));
        await costEach(bench, names, effort.messages);
        const few = await costEach(bench, names, effort.messages);
        const before = performance.now();
        let last: Promise<unknown> = Promise.resolve();
        for (let i = 0; i < waiting; i++) last = bench.ask(names[i % names.length]!, 'bench.echo', SMALL);
        await last;
        await bench.kernel.drained();
        const all = ((performance.now() - before) * 1000) / waiting;
        await bench.close();
        return { value: all / few };
      },
      close: () => Promise.resolve(),
    };
  };

/** Whether a message costs the same in a large system. */
export const SCALE: Comparison = {
  unit: '×',
  better: 'lower',
  subjects: [
    {
      key: 'scale',
      what: 'cost of a message among 10,000 processes ÷ among 10',
      target: 1.2,
      name: '10,000 processes',
      ...KERNEL,
      nodeFlags: LARGE_HEAP,
      open: manyProcesses(10_000),
    },
    {
      key: 'scale.thousand',
      what: 'cost of a message among 1,000 processes ÷ among 10',
      target: 1.2,
      name: '1,000 processes',
      ...KERNEL,
      open: manyProcesses(1000),
    },
  ],
  peers: [],
};

/** Apart from the others: a round is a million messages. */
export const QUEUED: Comparison = {
  unit: '×',
  better: 'lower',
  rounds: 1,
  freshProcess: true,
  subjects: [
    {
      key: 'scale.queued',
      what: 'cost of a message when 1,000,000 are waiting ÷ when 64 are',
      target: 1.2,
      name: 'a million queued',
      ...KERNEL,
      nodeFlags: LARGE_HEAP,
      patience: 400_000,
      open: manyQueued(1_000_000),
    },
  ],
  peers: [],
};
