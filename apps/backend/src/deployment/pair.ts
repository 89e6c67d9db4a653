import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  createSigningKey,
  directoryComponentStore,
  nodeClock,
  nodeDigest,
  nodeLoop,
  readSigningKey,
} from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { dialLink, listenForLinks, readOrMakeLinkKey } from '@esta-logic/driver-tls-link';
import { faultOf, KernelError, unwrap, type ComponentStore, type StorageProvider } from '@esta-logic/kernel-boundary';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { goOnAlone, LogCheck, openPrimary, Standby, type ReplicationObserver } from '@esta-logic/standby';
import { ReplayBehind } from './replay-behind.ts';

/** Where the other kernel of a pair is reached, or waited for. */
export interface PairOptions {
  readonly host: string;
  readonly port: number;
  /** The file with the key that both share; it is made when it does not exist. */
  readonly keyFile: string;
  readonly observe?: ReplicationObserver;
  /** Told why a standby could sign nothing if it took over now. */
  readonly cannotSign?: (sentence: string) => void;
  /** A standby is told of every crank of its primary that does not come out the same here. */
  readonly diverged?: (sentence: string) => void;
}

/** What a kernel keeps its state and its modules in. */
export interface Stores {
  readonly provider: StorageProvider;
  readonly components: ComponentStore;
  /** Tells the public key of the standby that is in step, and of each that comes to be so; resolves after the first. */
  readonly followStandby?: (tell: (publicKey: Uint8Array) => Promise<void>) => Promise<void>;
}

/** The stores of a data directory, for this process alone. Faults: directory-in-use, storage-failed. */
export async function openStores(directory: string): Promise<Stores> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return {
    provider: openSqlite({ file: join(directory, 'kernel.db') }),
    components: directoryComponentStore(directory),
  };
}

/**
 * The stores of a kernel: alone, or with a standby that confirms every commit. With one, this resolves when a standby is
 * in step for the first time; `signal` ends the waiting. Faults: those of `openStores`, driver-failed, invalid-file.
 */
export async function openKernelStores(directory: string, pair?: PairOptions, signal?: AbortSignal): Promise<Stores> {
  const stores = await openStores(directory);
  try {
    if (pair) return await withStandby(stores, pair, signal);
    await goOnAlone(stores.provider);
    return stores;
  } catch (error) {
    await stores.provider.close();
    throw error;
  }
}

async function withStandby(stores: Stores, pair: PairOptions, signal: AbortSignal | undefined): Promise<Stores> {
  const key = await readOrMakeLinkKey(pair.keyFile);
  const inStep = Promise.withResolvers<void>();
  let standby = '';
  let tell: ((publicKey: Uint8Array) => Promise<void>) | undefined;
  const primary = await openPrimary({
    ...stores,
    digest: await nodeDigest(),
    loop: nodeLoop(),
    observe: (event) => {
      pair.observe?.(event);
      if (event.kind !== 'standby.in-step') return;
      standby = event.id;
      inStep.resolve();
      void tell?.(publicKeyIn(standby));
    },
  });
  // A primary that nobody will use must not go on sending its beat.
  const abandon = async (error: unknown): Promise<never> => {
    await primary.provider.close();
    throw error;
  };
  const listening = await listenForLinks({ ...pair, key }, (link) => primary.attach(link)).catch(abandon);
  const close = async (): Promise<void> => {
    await primary.provider.close();
    await listening.close();
  };
  const given = (): void =>
    inStep.reject(
      new KernelError(faultOf('not-ready', 'Stopped before a standby had connected; nothing was started.')),
    );
  if (signal?.aborted) given();
  signal?.addEventListener('abort', given, { once: true });
  await inStep.promise.catch((error: unknown) => listening.close().then(() => abandon(error)));
  const provider: StorageProvider = {
    get: (wanted) => primary.provider.get(wanted),
    scan: (range) => primary.provider.scan(range),
    commit: (writes) => primary.provider.commit(writes),
    close,
  };
  return {
    provider,
    components: primary.components,
    followStandby: (given) => {
      tell = given;
      return given(publicKeyIn(standby));
    },
  };
}

const publicKeyIn = (standby: string): Uint8Array => new Uint8Array(Buffer.from(standby, 'hex'));

/** The public key of a directory's own signing key, in hexadecimal: what a standby is known by. */
async function ownKey(directory: string): Promise<string> {
  const file = join(directory, 'log.key');
  const { publicKey } = (await readSigningKey(file)) ?? (await createSigningKey(file));
  return Buffer.from(publicKey).toString('hex');
}

export interface TakenOver {
  /** The epoch that begins. */
  readonly epoch: number;
}

/**
 * Follows a primary until it is lost, and then makes this directory its successor; undefined when `signal` ended it
 * before. Faults: those of `openStores`, invalid-file, state-refused when this directory is not in step, or the primary
 * does not want it.
 */
export async function followPrimary(
  dataDir: string,
  pair: PairOptions,
  signal: AbortSignal,
): Promise<TakenOver | undefined> {
  const stores = await openStores(resolve(dataDir));
  const key = await readOrMakeLinkKey(pair.keyFile);
  const digest = await nodeDigest();
  const loop = nodeLoop();
  const turn = (): Promise<void> => loop.turn();
  const behind = new ReplayBehind({
    ...stores,
    digest,
    transpiler: jcoTranspiler(),
    evaluator: nodeEvaluator(),
    turn,
    diverged: ({ sentence }) => pair.diverged?.(sentence),
  });
  const standby = await Standby.open({
    ...stores,
    id: await ownKey(resolve(dataDir)),
    digest,
    clock: nodeClock(),
    loop,
    check: new LogCheck({ provider: stores.provider, digest, turn }),
    kept: (writes) => behind.kept(writes),
    ...(pair.observe ? { observe: pair.observe } : {}),
  });
  const dialling = dialLink({ ...pair, key }, (link) => standby.attach(link));
  try {
    const stopped = new Promise<'stopped'>((done) => {
      if (signal.aborted) done('stopped');
      signal.addEventListener('abort', () => done('stopped'), { once: true });
    });
    const refused = standby.refused.then(() => 'refused' as const);
    const why = await Promise.race([standby.lost, refused, stopped]);
    if (why === 'stopped' || why === 'refused') await standby.close();
    if (why === 'refused' && standby.refusal) throw new KernelError(standby.refusal);
    if (why === 'stopped') return undefined;
    const { epoch } = unwrap(await standby.promote());
    return { epoch };
  } finally {
    behind.stop();
    dialling.close();
    await stores.provider.close();
  }
}
