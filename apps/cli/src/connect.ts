import {
  controlFetch,
  directFetch,
  openDeployment,
  readControlFile,
  socketPathOf,
  type ControlFile,
  type Deployment,
  type DeploymentOptions,
  type PairOptions,
} from '@esta-logic/backend';
import { createClient, type Client } from '@esta-logic/client';
import { KernelError } from '@esta-logic/kernel-boundary';

/** The one kernel of a data directory, wherever it runs. */
export interface Connection {
  readonly client: Client;
  /** Whether the kernel was opened here, for one command. */
  readonly ours: boolean;
  /** Ends what this process opened; a kernel that was running before goes on. */
  close(): Promise<void>;
}

export interface RunningKernel {
  readonly client: Client;
  readonly control: ControlFile | undefined;
}

/** Another short command may hold the directory for as long as an import takes. */
const WAIT_MS = 60_000;
const RETRY_MS = 150;
const HEALTH_TIMEOUT_MS = 3_000;

/** The kernel that already serves the directory, or undefined when nobody answers at its control socket. */
export async function findRunning(dataDir: string): Promise<RunningKernel | undefined> {
  const control = await readControlFile(dataDir);
  const fetchLike = controlFetch(control?.socket ?? socketPathOf(dataDir));
  try {
    await createClient((path, init) =>
      fetchLike(path, { ...init, signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) }),
    ).health();
  } catch {
    return undefined;
  }
  return { client: createClient(fetchLike), control };
}

export interface OpenControls {
  readonly signal: AbortSignal;
  /** Told once, when another command holds the directory. */
  readonly onWait: () => void;
  /** How many guests run at a time in the kernel that is opened here. */
  readonly cores?: number;
  /** What the kernel that is opened here changes of the settings of its directory. */
  readonly settings?: DeploymentOptions['settings'];
  /** The kernel that is opened here runs every crank twice. */
  readonly lockstep?: boolean;
  /** The kernel that is opened here has a standby. */
  readonly pair?: PairOptions;
}

/**
 * The running kernel where there is one, else one opened in this process.
 * The lock of the data directory decides between two that start at once: the loser waits for the winner's socket, or for
 * the directory. Fault: directory-in-use when neither comes free within a minute.
 */
export async function connect(dataDir: string, controls: OpenControls): Promise<Connection> {
  const found = await openOrFind(dataDir, controls);
  if ('client' in found) return { client: found.client, ours: false, close: async () => undefined };
  return { client: createClient(directFetch(found.handle)), ours: true, close: () => found.close() };
}

/** As {@link connect}, for a command that wants to own the kernel and must know when somebody else does. */
export async function openOrFind(
  dataDir: string,
  { signal, onWait, cores, settings, lockstep, pair }: OpenControls,
): Promise<RunningKernel | Deployment> {
  const deadline = performance.now() + WAIT_MS;
  for (let told = false; ; told = true) {
    const running = await findRunning(dataDir);
    if (running) return running;
    try {
      return await openDeployment({
        dataDir,
        signal,
        ...(cores === undefined ? {} : { cores }),
        ...(settings ? { settings } : {}),
        ...(lockstep === undefined ? {} : { lockstep }),
        ...(pair ? { pair } : {}),
      });
    } catch (error) {
      const inUse = error instanceof KernelError && error.fault.name === 'directory-in-use';
      if (!inUse || signal.aborted || performance.now() > deadline) throw error;
      if (!told) onWait();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
