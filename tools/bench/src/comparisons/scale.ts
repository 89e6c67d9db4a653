import type { Comparison, Contestant, Running } from '../harness/contestant.ts';
import { quantile } from '../harness/summary.ts';
import { bootBenchKernel, type BenchKernel } from '../kernel/bench-kernel.ts';
import { copiesOf, namesOf } from '../kernel/copies.ts';
import { KERNEL } from '../kernel/kernel-contestant.ts';

const FEW = 10;
const WIDTH = 64;
/** Turns that each side has in a round, and messages of a turn. */
const TURNS = 9;
const MESSAGES_A_TURN = 500;
const SMALL = { text: 'A shift.' };
/** As many messages to each process as a manifest may let wait. */
const MAILBOX = 16_384;
/** Heap for a million messages that wait, with their replies' promises and what is kept of each. */
const LARGE_HEAP = ['--max-old-space-size=12288'];

/** A kernel whose processes get their messages in turn. */
interface Side {
  readonly bench: BenchKernel;
  readonly names: readonly string[];
  next: number;
}

/** Microseconds for each of so many messages, {@link WIDTH} in flight. */
async function costEach(side: Side, count: number): Promise<number> {
  const before = performance.now();
  const end = side.next + count;
  const lane = async (): Promise<void> => {
    while (side.next < end) await side.bench.ask(side.names[side.next++ % side.names.length]!, 'bench.echo', SMALL);
  };
  await Promise.all(Array.from({ length: WIDTH }, lane));
  return ((performance.now() - before) * 1000) / count;
}

/** Cost of a message among many processes ÷ its cost among ten; both kernels are in one process and take short turns. */
const manyProcesses =
  (many: number): Contestant['open'] =>
  async (effort): Promise<Running> => {
    const loaderOf = await copiesOf('native', {});
    const sides: Side[] = [];
    for (const count of [FEW, effort.messages < many ? FEW : many]) {
      const names = namesOf(count);
      const side = { names, bench: await bootBenchKernel(loaderOf(names)), next: 0 };
      // Each process gets its instance now: starting them is not what is measured.
      await costEach(side, count);
      sides.push(side);
    }
    return {
      round: async () => {
        const costs: number[][] = sides.map(() => []);
        for (let turn = 0; turn < TURNS; turn++)
          for (const [i, side] of sides.entries())
            costs[i]!.push(await costEach(side, Math.min(effort.messages, MESSAGES_A_TURN)));
        const [few, all] = costs.map((each) => quantile(each, 0.5)) as [number, number];
        return { value: all / few };
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
        const side = { bench, names, next: 0 };
        await costEach(side, effort.messages);
        const few = await costEach(side, effort.messages);
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
