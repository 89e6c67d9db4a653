import { directoryComponentStore, nodeClock, nodeDigest, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { Kernel } from '@esta-logic/kernel';
import { unwrap, type ModuleLoader, type SendRequest, type StorageProvider } from '@esta-logic/kernel-boundary';
import { createLoader, type LoaderPowers } from '@esta-logic/loader';
import { memoryStore } from '@esta-logic/testkit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuestModule } from '../guests/manifests.ts';
import { Tally } from './tally.ts';

/** Where a kernel commits to, as it is said beside its figures. */
export const DURABILITY = {
  memory: 'committed in memory',
  disk: 'committed on disk, synced (SQLite, WAL, synchronous=FULL)',
} as const;

/** A kernel as a deployment composes it, and the only way to it: the public `send`, counted. */
export interface BenchKernel {
  readonly kernel: Kernel;
  readonly tally: Tally;
  /** What the kernel commits to; nobody else writes to it. */
  readonly provider: StorageProvider;
  /** Sends and waits for the reply. Rejects when it is a fault. */
  ask(target: string, opcode: string, payload: unknown): Promise<unknown>;
  /** Sends a message whose reply is looked at by the caller. */
  send(request: SendRequest): ReturnType<Kernel['send']>;
  /** Waits for what is under way, compares all counts, stops. Rejects when they differ. */
  close(): Promise<void>;
}

/** What a loader is made of on this host, over a directory of its own. */
export const loaderPowers = async (): Promise<LoaderPowers> => ({
  components: directoryComponentStore(temporaryDirectory()),
  digest: await nodeDigest(),
  transpiler: jcoTranspiler(),
  evaluator: nodeEvaluator(),
  loop: nodeLoop(),
});

/** A loader in which the modules are installed. */
export async function loaderWith(modules: readonly GuestModule[], powers?: LoaderPowers): Promise<ModuleLoader> {
  const loader = createLoader(powers ?? (await loaderPowers()));
  for (const { manifest, component } of modules) unwrap(await loader.install(manifest, component));
  return loader;
}

/** Boots a kernel over a loader on an empty store. */
export async function bootBenchKernel(
  loader: ModuleLoader,
  store: keyof typeof DURABILITY = 'memory',
): Promise<BenchKernel> {
  const provider: StorageProvider =
    store === 'disk' ? openSqlite({ file: join(temporaryDirectory(), 'kernel.db') }) : memoryStore();
  const tally = new Tally();
  const kernel = new Kernel({
    provider,
    loader,
    clock: nodeClock(),
    loop: nodeLoop(),
    digest: await nodeDigest(),
    entropy: nodeEntropy(),
    observe: tally.observe,
  });
  await kernel.boot();
  const send: BenchKernel['send'] = (request) => {
    tally.sent++;
    return kernel.send(request);
  };
  return {
    kernel,
    tally,
    provider,
    send,
    ask: async (target, opcode, payload) => {
      const reply = await send({ type: typeOf(opcode), target, opcode, payload });
      if (!reply.ok) throw new Error(`${opcode}: ${reply.error.message}`);
      return reply.payload;
    },
    close: async () => {
      await kernel.drained();
      await tally.check(provider);
      await kernel.stop();
    },
  };
}

const typeOf = (opcode: string): 'Command' | 'Query' => (opcode === 'bench.put' ? 'Command' : 'Query');

/** A directory that is removed when this process ends. */
function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'esta-bench-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
