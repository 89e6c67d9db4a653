import { setTimeout as sleep } from 'node:timers/promises';
import type { Comparison, Contestant, Effort, Running, Sample } from '../harness/contestant.ts';
import { quantile } from '../harness/summary.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';
import { bootBenchKernel, loaderWith, type BenchKernel } from '../kernel/bench-kernel.ts';
import { KERNEL } from '../kernel/kernel-contestant.ts';
import { extism, EXTISM } from '../peers/extism.ts';
import { EchoWorker, WORKER } from '../peers/worker.ts';

const SPINNERS = ['spinner-1', 'spinner-2', 'spinner-3', 'spinner-4'];
/** A round is longer than elsewhere: requests come now and then, as people's do. */
const ROUND_MILLISECONDS = 500;
/** Pauses between requests, in turns, in milliseconds. */
const PAUSES = [1, 3, 0, 4, 2];
/** The timer that is asked for, in milliseconds; what is measured is how much later than that it fires. */
const TIMER = 2;
/** A contestant whose guests hold its thread never answers. */
const PATIENCE_MILLISECONDS = 3000;

/** Milliseconds from request to reply, with a pause before each request. The median stands for the round. */
async function requests(effort: Effort, ask: () => Promise<unknown>): Promise<Sample> {
  const each: number[] = [];
  const until = performance.now() + (effort.milliseconds < 100 ? effort.milliseconds : ROUND_MILLISECONDS);
  do {
    await sleep(PAUSES[each.length % PAUSES.length]);
    const before = performance.now();
    await ask();
    each.push(performance.now() - before);
  } while (performance.now() < until);
  return { value: quantile(each, 0.5), each };
}

/** Milliseconds by which a timer is late. */
async function timers(effort: Effort): Promise<Sample> {
  const { each = [] } = await requests(effort, () => sleep(TIMER));
  const late = each.map((milliseconds) => milliseconds - TIMER);
  return { value: quantile(late, 0.5), each: late };
}

/** A kernel in which four TypeScript guests of low priority spin for ever, and one of high priority answers. */
const whileGuestsSpin =
  (round: (bench: BenchKernel, effort: Effort) => Promise<Sample>): Contestant['open'] =>
  async (effort): Promise<Running> => {
    const spinners = SPINNERS.map((id) => guest('typescript', { id, priority: 'low' }));
    const bench = await bootBenchKernel(await loaderWith([guest('typescript', { priority: 'high' }), ...spinners]));
    const spinning = SPINNERS.map((target) => bench.send({ type: 'Query', target, opcode: 'bench.spin', payload: {} }));
    return {
      round: () => round(bench, effort),
      close: async () => {
        for (const id of SPINNERS) await bench.kernel.terminate(id, 0);
        await Promise.all(spinning);
        await bench.close();
      },
    };
  };

const extismSpinning: Contestant['open'] = async (effort) => {
  const make = await extism(false);
  const [spinner, echo] = [await make(), await make()];
  return {
    round: async () => {
      void spinner.call('spin', '');
      return requests(effort, () => echo.call('echo', JSON.stringify(KIBIBYTE)));
    },
    close: () => Promise.resolve(),
  };
};

const workersSpinning: Contestant['open'] = async (effort) => {
  const spinners = SPINNERS.map(() => new EchoWorker());
  for (const spinner of spinners) spinner.spin();
  const worker = new EchoWorker();
  return {
    round: () => requests(effort, () => worker.echo(KIBIBYTE)),
    close: async () => {
      for (const each of [worker, ...spinners]) await each.close();
    },
  };
};

/** Who is answered, and how soon, while guests spin for ever. */
export const INTERACTIVE: Comparison = {
  unit: 'ms',
  better: 'lower',
  judged: 'p99',
  subjects: [
    {
      key: 'interactive',
      what: 'echo of 1 KiB by a TypeScript guest of high priority while four of low priority spin for ever',
      target: 0.5,
      name: 'esta request',
      ...KERNEL,
      open: whileGuestsSpin((bench, effort) => requests(effort, () => bench.ask('bench', 'bench.echo', KIBIBYTE))),
      beside: ['extism', 'worker'],
    },
    {
      key: 'interactive.timer',
      what: `how late a timer of ${TIMER} ms fires on the event loop of a kernel in which four guests spin for ever`,
      name: 'esta timer',
      ...KERNEL,
      open: whileGuestsSpin((_, effort) => timers(effort)),
      beside: ['idle event loop'],
    },
  ],
  peers: [
    {
      name: 'extism',
      needs: '@extism/extism',
      ...EXTISM,
      patience: PATIENCE_MILLISECONDS,
      open: extismSpinning,
    },
    { name: 'worker', ...WORKER, open: workersSpinning },
    {
      name: 'idle event loop',
      isolation: 'nothing runs beside it',
      durability: 'none',
      open: (effort) => Promise.resolve({ round: () => timers(effort), close: () => Promise.resolve() }),
    },
  ],
};
