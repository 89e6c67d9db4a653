import { join } from 'node:path';
import { directoryComponentStore, nodeClock, nodeDigest, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { Kernel } from '@esta-logic/kernel';
import { createLoader } from '@esta-logic/loader';
import type { KernelObserver } from '@esta-logic/kernel-boundary';
import type { KernelPort } from './kernel-port.ts';

/**
 * The kernel of a data directory on this host's drivers:
 *
 *   <data>/kernel.db     state, mailboxes and audit log; its exclusive lock is the directory's
 *   <data>/modules.lock  the pins, and beside it the component files and what was derived from them
 *
 * Faults: directory-in-use, boot-failed, and those of the failing phase.
 */
export async function bootKernel(directory: string, observe: KernelObserver): Promise<KernelPort> {
  const digest = await nodeDigest();
  const provider = openSqlite({ file: join(directory, 'kernel.db') });
  try {
    const loader = createLoader({
      components: directoryComponentStore(directory),
      digest,
      transpiler: jcoTranspiler(),
      evaluator: nodeEvaluator(),
    });
    const kernel = new Kernel({
      provider,
      loader,
      clock: nodeClock(),
      loop: nodeLoop(),
      digest,
      entropy: nodeEntropy(),
      observe,
    });
    await kernel.boot();
    return kernel;
  } catch (error) {
    provider.close();
    throw error;
  }
}
