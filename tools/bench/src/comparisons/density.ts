import type { Comparison, Contestant } from '../harness/contestant.ts';
import type { Language } from '../guests/built-guests.ts';
import { KIBIBYTE } from '../guests/manifests.ts';
import { bootBenchKernel } from '../kernel/bench-kernel.ts';
import { copiesOf, namesOf } from '../kernel/copies.ts';
import { KERNEL } from '../kernel/kernel-contestant.ts';
import { isolatedVm, ISOLATED_VM } from '../peers/isolated-vm.ts';
import { QUICKJS, quickJsWith } from '../peers/quickjs.ts';
import { EchoWorker, WORKER } from '../peers/worker.ts';

const GIB = 2 ** 30;
const PROCESSES: Readonly<Record<Language, number>> = { native: 2000, typescript: 200 };

/** Resident bytes when everything that is not used is gone. */
function resident(): number {
  for (let i = 0; i < 4; i++) (globalThis as unknown as { gc(): void }).gc();
  return process.memoryUsage().rss;
}

/** What there are many of: made one by one, and ended together where something is to be checked. */
interface Many {
  readonly make: (i: number) => Promise<unknown>;
  readonly close?: () => Promise<void>;
}

/** How many would fit into a GiB. Measured once in a process: memory that is freed does not all go back. */
const perGib =
  (count: number, ready: () => Promise<Many>): Contestant['open'] =>
  async () => {
    const { make, close } = await ready();
    const kept: unknown[] = [];
    return {
      round: async () => {
        kept.push(await make(0));
        const before = resident();
        for (let i = 1; i <= count; i++) kept.push(await make(i));
        return { value: GIB / ((resident() - before) / count) };
      },
      close: async () => {
        await close?.();
      },
    };
  };

/** Processes that have answered a message each and wait for the next. */
const idleProcesses =
  (language: Language): Contestant['open'] =>
  (effort) => {
    const count = Math.min(PROCESSES[language], effort.messages);
    return perGib(count, async () => {
      const names = namesOf(count + 1);
      const bench = await bootBenchKernel((await copiesOf(language, {}))(names));
      return { make: (i) => bench.ask(names[i]!, 'bench.echo', KIBIBYTE), close: () => bench.close() };
    })(effort);
  };

/** Processes that wait for a message, for each GiB of memory. */
export const DENSITY: Comparison = {
  unit: 'per GiB',
  better: 'higher',
  rounds: 3,
  freshProcess: true,
  subjects: [
    {
      key: 'density',
      what: `idle processes with a native guest for each GiB (${PROCESSES.native} were started)`,
      target: 5000,
      name: 'esta native',
      ...KERNEL,
      open: idleProcesses('native'),
    },
    {
      key: 'density.typescript',
      what: `idle processes with a TypeScript guest for each GiB (${PROCESSES.typescript} were started)`,
      target: 250,
      name: 'esta typescript',
      ...KERNEL,
      open: idleProcesses('typescript'),
    },
  ],
  peers: [
    {
      name: 'isolated-vm',
      needs: 'isolated-vm',
      ...ISOLATED_VM,
      open: perGib(100, async () => {
        const { Isolate } = await isolatedVm();
        const make = async (): Promise<unknown> => {
          const isolate = new Isolate({ memoryLimit: 64 });
          return [isolate, await isolate.createContext()];
        };
        return { make };
      }),
    },
    {
      name: 'quickjs-emscripten',
      needs: 'quickjs-emscripten',
      ...QUICKJS,
      open: perGib(200, () => Promise.resolve({ make: () => quickJsWith('function echo(text) { return text; }') })),
    },
    {
      name: 'worker',
      ...WORKER,
      open: perGib(30, () => {
        const make = async (): Promise<unknown> => {
          const worker = new EchoWorker();
          await worker.echo(KIBIBYTE);
          return worker;
        };
        return Promise.resolve({ make });
      }),
    },
  ],
};
