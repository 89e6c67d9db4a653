import { nodeClock, nodeDigest, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { Kernel } from '@esta-logic/kernel';
import { createLoader } from '@esta-logic/loader';
import type { KernelObserver } from '@esta-logic/kernel-boundary';
import type { KernelPort } from './kernel-port.ts';
import { openKernelStores, type PairOptions } from './pair.ts';

export interface BootOptions {
  readonly directory: string;
  readonly observe: KernelObserver;
  /** Every commit is confirmed by a standby. */
  readonly pair?: PairOptions;
  /** Ends the waiting for a standby that has not come yet. */
  readonly signal?: AbortSignal;
}

/**
 * The kernel of a data directory on this host's drivers:
 *
 *   <data>/kernel.db     state, mailboxes and audit log; its exclusive lock is the directory's
 *   <data>/modules.lock  the pins, and beside it the component files and what was derived from them
 *
 * Faults: directory-in-use, boot-failed, and those of the failing phase.
 */
export async function bootKernel({ directory, observe, pair, signal }: BootOptions): Promise<KernelPort> {
  const digest = await nodeDigest();
  const { provider, components } = await openKernelStores(directory, pair, signal);
  try {
    const kernel = new Kernel({
      provider,
      loader: createLoader({ components, digest, transpiler: jcoTranspiler(), evaluator: nodeEvaluator() }),
      clock: nodeClock(),
      loop: nodeLoop(),
      digest,
      entropy: nodeEntropy(),
      observe,
    });
    await kernel.boot();
    return kernel;
  } catch (error) {
    await provider.close();
    throw error;
  }
}
