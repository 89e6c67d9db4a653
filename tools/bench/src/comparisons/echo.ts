import type { Comparison, Contestant, Subject } from '../harness/contestant.ts';
import { measured, type Act } from '../harness/measured.ts';
import { eachInFlight, oneByOne, type Measure } from '../harness/timing.ts';
import type { Language } from '../guests/built-guests.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';
import { KERNEL, onKernel } from '../kernel/kernel-contestant.ts';
import { capnweb, CAPNWEB } from '../peers/capnweb.ts';
import { echoingPlugin, EXTISM, EXTISM_WORKER } from '../peers/extism.ts';
import { isolatedVm, ISOLATED_VM, isolateWith, type Reference } from '../peers/isolated-vm.ts';
import { moleculer, MOLECULER } from '../peers/moleculer.ts';
import { QUICKJS, quickJsWith, textFunction } from '../peers/quickjs.ts';
import { EchoWorker, WORKER } from '../peers/worker.ts';

/** Messages in flight at once, where they are not awaited one by one. */
const WIDTH = 64;
const flying: Measure = (effort, act) => eachInFlight(effort, WIDTH, act);

const TEXT = JSON.stringify(KIBIBYTE);
/** What a TypeScript guest does with the text of a message, for engines that have no services. */
const ECHO = 'function echo(text) { return JSON.stringify(JSON.parse(text)); }';

const echo = (language: Language, stateful: boolean, measure: Measure): Contestant['open'] =>
  onKernel(
    () => [guest(language, { stateful })],
    (bench, effort) => measure(effort, () => bench.ask('bench', 'bench.echo', KIBIBYTE)),
  );

const isolated = async (): Promise<Reference> =>
  (await isolateWith(await isolatedVm(), ECHO)).global.get('echo', { reference: true });

/** Who echoes what they are given, each as its own manual does it. */
const PEERS: readonly (Omit<Contestant, 'open'> & { readonly act: () => Promise<Act> })[] = [
  { name: 'extism', needs: '@extism/extism', ...EXTISM, act: () => echoingPlugin(false, TEXT) },
  { name: 'extism-worker', needs: '@extism/extism', ...EXTISM_WORKER, act: () => echoingPlugin(true, TEXT) },
  {
    name: 'isolated-vm',
    needs: 'isolated-vm',
    ...ISOLATED_VM,
    act: async () => {
      const reference = await isolated();
      return { act: () => reference.applySync(undefined, [TEXT]) };
    },
  },
  {
    name: 'isolated-vm-async',
    needs: 'isolated-vm',
    ...ISOLATED_VM,
    act: async () => {
      const reference = await isolated();
      return { act: () => reference.apply(undefined, [TEXT]) };
    },
  },
  {
    name: 'quickjs-emscripten',
    needs: 'quickjs-emscripten',
    ...QUICKJS,
    act: async () => {
      const called = textFunction(await quickJsWith(ECHO), 'echo');
      return { act: () => called.call(TEXT) };
    },
  },
  {
    name: 'moleculer',
    needs: 'moleculer',
    ...MOLECULER,
    act: async () => {
      const broker = await moleculer();
      return { act: () => broker.call('bench.echo', KIBIBYTE), close: () => broker.stop() };
    },
  },
  {
    name: 'capnweb',
    needs: 'capnweb',
    ...CAPNWEB,
    act: async () => {
      const { stub, close } = await capnweb();
      return { act: () => stub.echo(KIBIBYTE), close };
    },
  },
  {
    name: 'worker',
    ...WORKER,
    act: async () => {
      const worker = new EchoWorker();
      return { act: () => worker.echo(KIBIBYTE), close: () => worker.close() };
    },
  },
];

function comparison(suffix: string, how: string, measure: Measure, targets: readonly number[] = []): Comparison {
  const subject = (i: number, name: string, who: string, language: Language, stateful: boolean): Subject => ({
    key: `echo.${name}${suffix}`,
    what: `echo of 1 KiB by ${who}, ${how}`,
    ...(targets[i] === undefined ? {} : { target: targets[i] }),
    name: `esta ${name}`,
    ...KERNEL,
    open: echo(language, stateful, measure),
  });
  return {
    unit: 'µs',
    better: 'lower',
    subjects: [
      subject(0, 'native', 'a native guest', 'native', true),
      subject(1, 'typescript', 'a stateful TypeScript guest', 'typescript', true),
      subject(2, 'hermetic', 'a TypeScript guest that is reset after each', 'typescript', false),
    ],
    peers: PEERS.map(({ act, ...peer }) => ({ ...peer, open: measured(measure, act) })),
  };
}

export const ECHO_AWAITED = comparison('', 'awaited one by one', oneByOne, [2, 8, 40]);
export const ECHO_IN_FLIGHT = comparison('.64', `${WIDTH} in flight`, flying);
