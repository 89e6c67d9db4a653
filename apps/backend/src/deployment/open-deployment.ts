import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { faultOf, KernelError, unwrap, type KernelObserver } from '@esta-logic/kernel-boundary';
import type { SettingsChange } from '@esta-logic/kernel';
import type { Handle } from '../api.ts';
import { listenOnPort, listenOnSocket, type Listening } from '../http/listen.ts';
import { apiOver } from './api-over.ts';
import { BUNDLED_SERVICES, readBundledService, type ServiceFiles } from './bundled-services.ts';
import { prepareSocketPath, removeControlFile, socketPathOf, writeControlFile } from './control-file.ts';
import { createDeadLetterWatch } from './dead-letter-watch.ts';
import { watchHeldUp } from './held-up.ts';
import { createJobs } from './jobs.ts';
import { plain, type KernelPort } from './kernel-port.ts';
import { findPage } from './page-directory.ts';
import type { PairOptions } from './pair.ts';

export interface DeploymentOptions {
  readonly dataDir: string;
  /** The services to install where they are not pinned yet, by module name (default: the four of ESTA-Logic). */
  readonly services?: Readonly<Record<string, () => Promise<ServiceFiles>>>;
  /** The built web page (default: the one of this release). */
  readonly pageDirectory?: string;
  readonly observe?: KernelObserver;
  /** How many guests run at a time, each on a thread of its own when there is more than one (1). */
  readonly cores?: number;
  /** Bounds for all modules and tenants together; null lifts one, and what is absent stays as it was set before. */
  readonly settings?: SettingsChange;
  /** Runs every crank of a hermetic module twice, and keeps only what came out alike. */
  readonly lockstep?: boolean;
  /** Every commit is confirmed by a standby. */
  readonly pair?: PairOptions;
  /** Ends the waiting for a standby that has not come yet. */
  readonly signal?: AbortSignal;
}

export interface ListenOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Take any free port when the wanted one is taken. */
  readonly otherPortIfTaken?: boolean;
}

/** A booted kernel with its services on one data directory, and the API over it. */
export interface Deployment {
  readonly handle: Handle;
  readonly kernel: KernelPort;
  /** Opens the loopback port and the control socket; gives the address of the page. Faults: driver-failed. */
  listen(options: ListenOptions): Promise<string>;
  /** Accepts nothing more, finishes what is in hand, writes everything down. */
  close(): Promise<void>;
}

const bundled = Object.fromEntries(
  Object.keys(BUNDLED_SERVICES).map((module) => [module, () => readBundledService(module)]),
);

const WHY_NOT: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'what it would be in is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

/** Fault: invalid-argument when there can be no data directory. */
async function makeDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    const why = WHY_NOT[error.code ?? ''] ?? error.message;
    throw new KernelError(faultOf('invalid-argument', `The data directory ${directory} cannot be made: ${why}.`));
  });
}

/**
 * Boots the one kernel of a data directory and installs the services that are not pinned there yet; what is pinned is
 * used as it is, or refused when its bytes have changed.
 * Faults: directory-in-use when another process holds the directory, boot-failed, and whatever an install reports.
 */
export async function openDeployment({
  dataDir,
  services = bundled,
  pageDirectory = findPage(),
  observe,
  cores,
  settings,
  lockstep,
  pair,
  signal,
}: DeploymentOptions): Promise<Deployment> {
  const directory = resolve(dataDir);
  await makeDirectory(directory);
  // Loaded here and not above: who only reaches a running kernel through its socket does not wait for all of this.
  const [{ bootKernel }, { openKernelLog }] = await Promise.all([
    import('./boot-kernel.ts'),
    import('./kernel-log.ts'),
  ]);
  const deadLetters = createDeadLetterWatch();
  const log = await openKernelLog(directory);
  const kernel = await bootKernel({
    directory,
    observe: (event) => {
      deadLetters.observe(event);
      log.observe(event);
      observe?.(event);
    },
    ...(cores === undefined ? {} : { cores }),
    ...(settings ? { settings } : {}),
    ...(lockstep === undefined ? {} : { lockstep }),
    ...(pair ? { pair } : {}),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => log.close().then(() => Promise.reject(error)));
  try {
    await installMissing(kernel, services);
  } catch (error) {
    await kernel.stop();
    await log.close();
    throw error;
  }
  const jobs = createJobs();
  const handle = apiOver(kernel, { now: Date.now, deadLetters, jobs, pageDirectory });
  const open: Listening[] = [];
  return {
    handle,
    kernel,
    listen: (options) => listen(handle, directory, options, open),
    async close() {
      const served = Promise.all(open.map((listening) => listening.close())).then(() => jobs.done());
      const watch = watchHeldUp(kernel);
      await Promise.race([served, watch.heldUp]);
      watch.stop();
      if (open.length > 0) await removeControlFile(directory);
      await kernel.stop();
      await served;
      await log.close();
    },
  };
}

async function installMissing(kernel: KernelPort, services: Required<DeploymentOptions>['services']): Promise<void> {
  const present = new Set(plain(kernel.modules()).map(({ id }) => id));
  for (const [module, read] of Object.entries(services)) {
    if (present.has(module)) continue;
    const { manifest, wasm } = await read();
    unwrap(await kernel.install(manifest, wasm));
  }
}

async function listen(
  handle: Handle,
  directory: string,
  { port, otherPortIfTaken }: ListenOptions,
  open: Listening[],
): Promise<string> {
  const listening = await listenOnPort(handle, port).catch((error: unknown) => {
    if (otherPortIfTaken && error instanceof KernelError) return listenOnPort(handle, 0);
    throw error;
  });
  open.push(listening);
  const socket = socketPathOf(directory);
  await prepareSocketPath(socket);
  open.push(await listenOnSocket(handle, socket));
  const url = listening.url!;
  await writeControlFile(directory, { pid: process.pid, socket, url });
  return url;
}
