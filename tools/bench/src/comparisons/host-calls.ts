import type { Comparison } from '../harness/contestant.ts';
import { measured, type Act } from '../harness/measured.ts';
import { oneByOne, type Measure } from '../harness/timing.ts';
import { guest, KIBIBYTE } from '../guests/manifests.ts';

import { KERNEL, onKernel } from '../kernel/kernel-contestant.ts';
import { isolatedVm, ISOLATED_VM, isolateWith } from '../peers/isolated-vm.ts';
import { QUICKJS, quickJsWith } from '../peers/quickjs.ts';

/** Calls that a guest makes while it handles one message. */
const CALLS = 1000;
const NANOSECONDS_PER_MICROSECOND = 1000;

/** Nanoseconds for each call of a message that makes {@link CALLS} of them: the message itself is counted in. */
const eachCall: Measure = async (effort, act) => {
  const { value } = await oneByOne(effort, act);
  return { value: (value * NANOSECONDS_PER_MICROSECOND) / CALLS };
};

const native = () => [guest('native')];
const LOOP = `function run() { for (let i = 0; i < ${CALLS}; i++) host(i); }`;

async function isolatedCalls(): Promise<Act> {
  const engine = await isolatedVm();
  const context = await isolateWith(engine, LOOP);
  await context.global.set('host', new engine.Callback((value) => value + 1));
  const run = await context.global.get('run', { reference: true });
  return { act: () => run.applySync(undefined, []) };
}

async function quickJsCalls(): Promise<Act> {
  const context = await quickJsWith(LOOP);
  const host = context.newFunction('host', (value) => context.newNumber(context.getNumber(value) + 1));
  context.setProp(context.global, 'host', host);
  const run = context.getProp(context.global, 'run');
  return {
    act: () => context.unwrapResult(context.callFunction(run, context.undefined)).dispose(),
  };
}

/** One call from a guest to its host and back; the peers' hosts add one to a number and check nothing. */
export const HOST_CALLS: Comparison = {
  unit: 'ns',
  better: 'lower',
  subjects: [
    {
      key: 'syscall',
      what: 'one checked system call (the clock) from a native guest',
      target: 150,
      name: 'esta clock',
      ...KERNEL,
      open: onKernel(native, (bench, effort) => eachCall(effort, () => bench.ask('bench', 'bench.clock', {}))),
    },
    {
      key: 'syscall.read',
      what: 'one checked read of a stored row from a native guest',
      name: 'esta read',
      ...KERNEL,
      open: async (effort) => {
        const kernel = onKernel(native, async (bench, during) => {
          if (bench.tally.sent === 0) await bench.ask('bench', 'bench.put', KIBIBYTE);
          return eachCall(during, () => bench.ask('bench', 'bench.rows', {}));
        });
        return kernel(effort);
      },
    },
  ],
  peers: [
    { name: 'isolated-vm', needs: 'isolated-vm', ...ISOLATED_VM, open: measured(eachCall, isolatedCalls) },
    { name: 'quickjs-emscripten', needs: 'quickjs-emscripten', ...QUICKJS, open: measured(eachCall, quickJsCalls) },
  ],
};
