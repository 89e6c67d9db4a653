import { setTimeout as sleep } from 'node:timers/promises';
import { unwrap } from '@esta-logic/kernel-boundary';
import type { Comparison, Effort, Sample } from '../harness/contestant.ts';
import { guest, KIBIBYTE, type GuestModule } from '../guests/manifests.ts';
import type { BenchKernel } from '../kernel/bench-kernel.ts';
import { KERNEL, onKernel } from '../kernel/kernel-contestant.ts';

/** Messages per second that come in whatever happens. */
const RATE = 1_000;
/** Versions that take over in a full round. */
const SWAPS = 100;

/** Nothing that waits while a version takes over is refused a place. */
const limits = { mailboxCapacity: 16_384 };
const versions = (): readonly [GuestModule, GuestModule] => [
  guest('typescript', { limits }),
  guest('typescript', { limits, version: '9.9.9' }),
];

/** Sends at a steady rate until it is told to stop; gives how long each message took, in milliseconds. */
async function steadily(bench: BenchKernel, going: () => boolean): Promise<readonly number[]> {
  const replies: Promise<number>[] = [];
  const began = performance.now();
  while (going()) {
    for (const due = ((performance.now() - began) * RATE) / 1000; replies.length < due;) {
      const sent = performance.now();
      replies.push(bench.ask('bench', 'bench.echo', KIBIBYTE).then(() => performance.now() - sent));
    }
    await sleep(1);
  }
  return Promise.all(replies);
}

/** What the kernel counted must be what was sent: the harness compares both when it closes. */
async function swapUnderLoad(bench: BenchKernel, { rounds }: Effort): Promise<Sample> {
  const both = versions();
  let swapping = true;
  const load = steadily(bench, () => swapping);
  for (let swap = 0; swap < (rounds > 2 ? SWAPS : 2); swap++) {
    const { manifest, component } = both[(swap + 1) % 2]!;
    unwrap(await bench.kernel.install(manifest, component));
    await sleep(10);
  }
  swapping = false;
  const each = await load;
  return { value: Math.max(...each), each };
}

/** Versions that replace each other while messages come in. */
export const HOT_SWAP: Comparison = {
  unit: 'ms',
  better: 'lower',
  // A round takes a minute: one, and no round before it that warms up.
  rounds: 1,
  freshProcess: true,
  subjects: [
    {
      key: 'swap',
      what: `the longest that any of ${RATE} messages a second waited while ${SWAPS} versions of its TypeScript guest took over`,
      name: 'esta-logic',
      ...KERNEL,
      open: onKernel(() => [versions()[0]], swapUnderLoad),
      beside: [],
    },
  ],
  peers: [],
};
