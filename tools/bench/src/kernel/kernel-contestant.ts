import type { Effort, Honesty, Running, Sample } from '../harness/contestant.ts';
import type { GuestModule } from '../guests/manifests.ts';
import { bootBenchKernel, DURABILITY, loaderWith, type BenchKernel } from './bench-kernel.ts';

/** What is true of every figure of this project, unless it says otherwise. */
export const KERNEL: Honesty = {
  isolation: 'sandboxed, capability-checked, metered, preemptible, recorded',
  durability: DURABILITY.memory,
};
export const KERNEL_ON_DISK: Honesty = { ...KERNEL, durability: DURABILITY.disk };

/** Opens a kernel with these modules and measures it through `round`. Modules are read in the contestant's process. */
export const onKernel =
  (
    modules: () => readonly GuestModule[],
    round: (bench: BenchKernel, effort: Effort) => Promise<Sample>,
    store: keyof typeof DURABILITY = 'memory',
  ): ((effort: Effort) => Promise<Running>) =>
  async (effort) => {
    const bench = await bootBenchKernel(await loaderWith(modules()), store);
    return { round: () => round(bench, effort), close: () => bench.close() };
  };
