import { nodeClock, nodeDigest, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { WorkerPool, WorkThread } from '@esta-logic/driver-node-workers';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { Kernel, type SettingsChange } from '@esta-logic/kernel';
import { createLoader, type CodeRequest, type GuestCode } from '@esta-logic/loader';
import type { KernelObserver } from '@esta-logic/kernel-boundary';
import { lockstep, planSwap } from '@esta-logic/replay';
import type { KernelPort } from './kernel-port.ts';
import { inLockstep } from './in-lockstep.ts';
import { createProofs } from './proofs.ts';
import { serviceReferences } from './service-references.ts';
import { openKernelStores, type PairOptions } from './pair.ts';

export interface BootOptions {
  readonly directory: string;
  readonly observe: KernelObserver;
  /** How many guests run at a time, each on a thread of its own when there is more than one (1). */
  readonly cores?: number;
  /** Bounds for all modules and tenants together; null lifts one, and what is absent stays as it was set before. */
  readonly settings?: SettingsChange;
  /** Runs every crank of a hermetic module twice, and the services of this release as TypeScript besides. */
  readonly lockstep?: boolean;
  /** Every commit is confirmed by a standby. */
  readonly pair?: PairOptions;
  /** Ends the waiting for a standby that has not come yet. */
  readonly signal?: AbortSignal;
}

/** The program of a thread, beside this file as source and as built program; the sources find packages as sources too. */
function beside(name: string): { readonly entry: URL; readonly execArgv?: readonly string[] } {
  const suffix = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const entry = new URL(`./${name}${suffix}`, import.meta.url);
  return suffix === '.ts' ? { entry, execArgv: ['--conditions=@esta-logic/source'] } : { entry };
}

/**
 * The kernel of a data directory on this host's drivers:
 *
 *   <data>/kernel.db     state, mailboxes and audit log; its exclusive lock is the directory's
 *   <data>/modules.lock  the pins, and beside it the component files and what was derived from them
 *
 * Faults: directory-in-use, boot-failed, and those of the failing phase.
 */
export async function bootKernel({
  directory,
  observe,
  cores = 1,
  settings,
  lockstep: everything = false,
  pair,
  signal,
}: BootOptions): Promise<KernelPort> {
  const digest = await nodeDigest();
  const { provider, components, followStandby } = await openKernelStores(directory, pair, signal);
  const pool =
    cores > 1 ? new WorkerPool({ ...beside('guest-worker'), workers: cores, data: { directory } }) : undefined;
  const workshop = cores > 1 ? new WorkThread<CodeRequest, GuestCode>(beside('code-worker')) : undefined;
  try {
    const powers = {
      components,
      digest,
      transpiler: jcoTranspiler(),
      evaluator: nodeEvaluator(),
      loop: nodeLoop(),
      ...(workshop ? { codeElsewhere: (request: CodeRequest) => workshop.run(request) } : {}),
    };
    const turn = (): Promise<void> => nodeLoop().turn();
    const loader = pool ? pool.over(createLoader(powers)) : createLoader(powers);
    const kernel = new Kernel({
      provider,
      loader: everything ? inLockstep(loader) : loader,
      cores,
      clock: nodeClock(),
      loop: nodeLoop(),
      digest,
      entropy: nodeEntropy(),
      observe,
      secondRun: lockstep(everything ? { referenceOf: await serviceReferences() } : {}),
      ...(settings ? { settings } : {}),
    });
    await kernel.boot();
    const proofs = createProofs({ kernel, directory, components, digest });
    await followStandby?.(async (key) => {
      await proofs.nameSuccessor(key).catch((problem: unknown) => pair?.cannotSign?.((problem as Error).message));
    });
    return Object.assign(kernel, {
      proofs,
      stop: async () => {
        await Kernel.prototype.stop.call(kernel);
        await pool?.close();
        await workshop?.close();
      },
      planInstall: async (manifest: unknown, wasm: Uint8Array, cranks?: number) =>
        planSwap({ ...powers, records: await kernel.records(), turn }, manifest, wasm, cranks),
    });
  } catch (error) {
    await pool?.close();
    await workshop?.close();
    await provider.close();
    throw error;
  }
}
