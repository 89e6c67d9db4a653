import { setTimeout as sleep } from 'node:timers/promises';
import type { Comparison, Contestant, Effort, Running } from '../harness/contestant.ts';
import { measured } from '../harness/measured.ts';
import { oneByOne, type Measure } from '../harness/timing.ts';
import { bootBenchKernel, type BenchKernel } from '../kernel/bench-kernel.ts';
import { copiesOf, namesOf } from '../kernel/copies.ts';
import { KERNEL } from '../kernel/kernel-contestant.ts';
import { isolatedVm, ISOLATED_VM, isolateWith } from '../peers/isolated-vm.ts';
import { QUICKJS, quickJsWith } from '../peers/quickjs.ts';
import { EchoWorker, WORKER } from '../peers/worker.ts';

/** What a guest is given, in milliseconds: one slice of low priority. */
const BUDGET = 50;
/** A slice, and 5 ms. */
const TARGET = BUDGET + 5;
/** Guests: one that was stopped again and again would be put aside by the kernel. */
const NAMES = namesOf(64);
const SPIN = 'function spin() { for (;;); }';

const MILLISECONDS_PER_MICROSECOND = 0.001;
/** Milliseconds of a single try. */
const once: Measure = async (effort, act) => {
  const { value } = await oneByOne({ ...effort, messages: 1 }, act);
  return { value: value * MILLISECONDS_PER_MICROSECOND };
};

/** A kernel with guests of low priority; each round has one of them to itself. */
const withSpinner =
  (round: (bench: BenchKernel, target: string, effort: Effort) => ReturnType<Running['round']>): Contestant['open'] =>
  async (effort) => {
    const loaderOf = await copiesOf('typescript', { priority: 'low' });
    const bench = await bootBenchKernel(loaderOf(NAMES));
    let next = 0;
    return {
      round: async () => {
        const target = NAMES[next++]!;
        await bench.ask(target, 'bench.echo', { text: 'Is here.' });
        return round(bench, target, effort);
      },
      close: () => bench.close(),
    };
  };

const spin = (bench: BenchKernel, target: string, deadlineMs?: number): ReturnType<BenchKernel['send']> =>
  bench.send({ type: 'Query', target, opcode: 'bench.spin', payload: {}, ...(deadlineMs ? { deadlineMs } : {}) });

async function stopped(bench: BenchKernel, target: string): Promise<void> {
  const reply = await spin(bench, target, BUDGET);
  if (reply.ok || reply.error.name !== 'timeout') throw new Error(`A guest that spins was answered: ${reply.ok}`);
}

/** Pauses a spinning guest and lets it go on; it is ended outside of what is measured. */
async function pausedAndResumed(bench: BenchKernel, target: string, effort: Effort): ReturnType<Running['round']> {
  const spinning = spin(bench, target);
  await sleep(5);
  const sample = await once(effort, async () => {
    const paused = await bench.kernel.suspend(target);
    const resumed = await bench.kernel.resume(target);
    if (!paused.ok || !resumed.ok) throw new Error('The guest could not be paused and resumed.');
  });
  await bench.kernel.terminate(target, 0);
  await spinning;
  return sample;
}

/** How a guest that never returns is brought to an end, or to a halt. */
export const RUNAWAY: Comparison = {
  unit: 'ms',
  better: 'lower',
  subjects: [
    {
      key: 'runaway',
      what: `from a message to the end of its spinning TypeScript guest, which is given ${BUDGET} ms`,
      target: TARGET,
      name: 'esta stop',
      ...KERNEL,
      open: withSpinner((bench, target, effort) => once(effort, () => stopped(bench, target))),
      beside: ['isolated-vm', 'quickjs-emscripten', 'worker'],
    },
    {
      key: 'runaway.resume',
      what: 'to pause a spinning TypeScript guest in the middle of its loop and to let it go on there',
      target: TARGET,
      name: 'esta resume',
      ...KERNEL,
      open: withSpinner(pausedAndResumed),
      beside: [],
    },
  ],
  peers: [
    {
      name: 'isolated-vm',
      needs: 'isolated-vm',
      ...ISOLATED_VM,
      open: measured(once, async () => {
        const context = await isolateWith(await isolatedVm(), SPIN);
        const loop = await context.global.get('spin', { reference: true });
        return { act: () => loop.apply(undefined, [], { timeout: BUDGET }).catch(() => undefined) };
      }),
    },
    {
      name: 'quickjs-emscripten',
      needs: 'quickjs-emscripten',
      ...QUICKJS,
      open: measured(once, async () => {
        const context = await quickJsWith(SPIN);
        const loop = context.getProp(context.global, 'spin');
        const act = (): void => {
          const until = performance.now() + BUDGET;
          context.runtime.setInterruptHandler(() => performance.now() > until);
          const result = context.callFunction(loop, context.undefined) as { error?: { dispose(): void } };
          result.error?.dispose();
        };
        return { act };
      }),
    },
    {
      name: 'worker',
      ...WORKER,
      open: async (effort) => ({
        round: async () => {
          const worker = new EchoWorker();
          await worker.echo(0);
          return once(effort, async () => {
            worker.spin();
            await sleep(BUDGET);
            await worker.close();
          });
        },
        close: () => Promise.resolve(),
      }),
    },
  ],
};
