import { DURABILITY, openBenchKernel, type BenchKernel, type BenchKernelOptions } from './bench-kernel.ts';
import type { Effort, Honesty, Running, Sample } from '../harness/contestant.ts';

/** What is true of every figure of this project, unless it says otherwise. */
export const KERNEL: Honesty = {
  isolation: 'sandboxed, capability-checked, metered, preemptible, recorded',
  durability: DURABILITY.memory,
};
export const KERNEL_ON_DISK: Honesty = { ...KERNEL, durability: DURABILITY.disk };

/** Opens a kernel and measures it through `round`. The modules are read in the contestant's own process. */
export const onKernel =
  (
    options: () => BenchKernelOptions,
    round: (bench: BenchKernel, effort: Effort) => Promise<Sample>,
  ): ((effort: Effort) => Promise<Running>) =>
  async (effort) => {
    const bench = await openBenchKernel(options());
    return { round: () => round(bench, effort), close: () => bench.close() };
  };
