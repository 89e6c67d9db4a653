import type { Comparison, Contestant, Effort, Running } from '../harness/contestant.ts';
import { measured } from '../harness/measured.ts';
import { oneByOne } from '../harness/timing.ts';
import type { Language } from '../guests/built-guests.ts';
import { KIBIBYTE } from '../guests/manifests.ts';
import { bootBenchKernel } from '../kernel/bench-kernel.ts';
import { copiesOf, namesOf } from '../kernel/copies.ts';
import { KERNEL } from '../kernel/kernel-contestant.ts';
import { extism, EXTISM } from '../peers/extism.ts';
import { isolatedVm, ISOLATED_VM } from '../peers/isolated-vm.ts';
import { QUICKJS, quickJsWith, textFunction } from '../peers/quickjs.ts';
import { EchoWorker, WORKER } from '../peers/worker.ts';

const TEXT = JSON.stringify(KIBIBYTE);
const ECHO = 'function echo(text) { return text; }';

/** Processes that are started in a round, each by its first message. */
const STARTS: Readonly<Record<Language, number>> = { native: 200, typescript: 32 };

/** Each round is a kernel of its own, whose processes have no instance yet. The component is compiled once. */
const firstMessages =
  (language: Language): Contestant['open'] =>
  async (effort: Effort): Promise<Running> => {
    const loaderOf = await copiesOf(language, {});
    return {
      round: async () => {
        const names = namesOf(Math.min(STARTS[language], effort.messages));
        const bench = await bootBenchKernel(loaderOf(names));
        let next = 0;
        const sample = await oneByOne({ ...effort, milliseconds: Infinity, messages: names.length }, () =>
          bench.ask(names[next++]!, 'bench.echo', KIBIBYTE),
        );
        await bench.close();
        return sample;
      },
      close: () => Promise.resolve(),
    };
  };

/** From verified, compiled code to the first reply of a new instance. */
export const COLD_START: Comparison = {
  unit: 'µs',
  better: 'lower',
  subjects: [
    {
      key: 'coldstart.native',
      what: 'from compiled code to the first reply of a new process, native guest',
      target: 100,
      name: 'esta native',
      ...KERNEL,
      open: firstMessages('native'),
    },
    {
      key: 'coldstart.typescript',
      what: 'from compiled code to the first reply of a new process, TypeScript guest',
      target: 1000,
      name: 'esta typescript',
      ...KERNEL,
      open: firstMessages('typescript'),
    },
  ],
  peers: [
    {
      name: 'extism',
      needs: '@extism/extism',
      ...EXTISM,
      open: measured(oneByOne, async () => {
        const plugin = await extism(false);
        const start = async (): Promise<void> => {
          const started = await plugin();
          await started.call('echo', TEXT);
          await started.close();
        };
        return { act: start };
      }),
    },
    {
      name: 'isolated-vm',
      needs: 'isolated-vm',
      ...ISOLATED_VM,
      open: measured(oneByOne, async () => {
        const { Isolate } = await isolatedVm();
        const start = async (): Promise<void> => {
          const isolate = new Isolate({ memoryLimit: 64 });
          const context = await isolate.createContext();
          await context.eval(ECHO);
          (await context.global.get('echo', { reference: true })).applySync(undefined, [TEXT]);
          isolate.dispose();
        };
        return { act: start };
      }),
    },
    {
      name: 'quickjs-emscripten',
      needs: 'quickjs-emscripten',
      ...QUICKJS,
      open: measured(oneByOne, () => {
        const start = async (): Promise<void> => {
          const context = await quickJsWith(ECHO);
          const echo = textFunction(context, 'echo');
          echo.call(TEXT);
          echo.dispose();
          context.dispose();
        };
        return Promise.resolve({ act: start });
      }),
    },
    {
      name: 'worker',
      ...WORKER,
      open: measured(oneByOne, () => {
        const start = async (): Promise<void> => {
          const worker = new EchoWorker();
          await worker.echo(KIBIBYTE);
          await worker.close();
        };
        return Promise.resolve({ act: start });
      }),
    },
  ],
};
