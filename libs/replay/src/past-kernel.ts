import {
  unwrap,
  type Clock,
  type ComponentStore,
  type Entropy,
  type HostLoop,
  type StorageProvider,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { Kernel } from '@esta-logic/kernel';
import { createLoader, type Loader, type LoaderPowers } from '@esta-logic/loader';
import { metaKey, recountUsage } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';
import { lockstep } from './lockstep.ts';
import { pastAsOf, type FoldOptions, type Past } from './past-state.ts';
import type { Moment } from './past-time.ts';
import { pinnedStore } from './pinned-store.ts';
import type { SnapshotStore } from './snapshot.ts';

/** What a kernel of the past is made of. */
export interface PastPowers {
  readonly reader: JournalReader;
  readonly components: ComponentStore;
  readonly toolchain: Omit<LoaderPowers, 'components'>;
  /** Where states are kept, so that not every moment is folded from the first crank. */
  readonly snapshots?: SnapshotStore;
  /** Makes an empty provider of its own for the kernel: what happens in it is kept nowhere else. */
  readonly provider: () => StorageProvider;
  readonly loop: HostLoop;
  /** Only its monotonic time is used. */
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** A kernel over what was stored at a moment, with the modules of then, at the time of then. */
export interface PastKernel {
  readonly kernel: Kernel;
  readonly provider: StorageProvider;
  readonly loader: Loader;
  /** Milliseconds since the epoch, for the kernel and for its guests. */
  time: number;
}

/** What is to be otherwise than it was. */
export interface PastChanges {
  /** Writes besides the state, such as messages that were on their way. */
  readonly writes?: readonly StoreWrite[];
  /** Installed in place of the version of then. */
  readonly module?: { readonly manifest: unknown; readonly component: Uint8Array };
}

/** @throws KernelError, also when the module of the changes is refused. */
export async function bootPast(
  powers: PastPowers,
  { seq, time }: Moment,
  changes: PastChanges = {},
): Promise<PastKernel> {
  return bootOver(powers, await pastOf(powers, seq), time, changes);
}

/** What had come about by a moment, with the snapshots of these powers. @throws KernelError as `pastAsOf`. */
export const pastOf = (powers: PastPowers, seq: number, options: FoldOptions = {}): Promise<Past> =>
  pastAsOf({ ...powers, digest: powers.toolchain.digest }, seq, options);

/** As {@link bootPast}, over what was read already. */
export async function bootOver(
  { reader, components, toolchain, provider: empty, loop, clock, entropy }: PastPowers,
  { state, modules }: Past,
  time: number,
  { writes = [], module }: PastChanges = {},
): Promise<PastKernel> {
  const pinned = unwrap(await pinnedStore(components, modules));
  const provider = empty();
  await fill(
    provider,
    [...state].map(([key, value]) => ({ key, value })),
  );
  const usage = await recountUsage((range) => provider.scan(range));
  await fill(
    provider,
    [...usage].map(([key, { bytes, keys }]) => ({ key, value: `${bytes} ${keys}` })),
  );
  await fill(provider, [...writes, ...(await epochOf(reader))]);
  const loader = createLoader({ ...toolchain, components: pinned });
  if (module) unwrap(await loader.install(module.manifest, module.component));
  const past = { provider, loader, time } as { -readonly [K in keyof PastKernel]: PastKernel[K] };
  past.kernel = new Kernel({
    provider,
    loader,
    clock: { now: () => past.time, monotonic: () => clock.monotonic() },
    loop,
    digest: toolchain.digest,
    entropy,
    secondRun: lockstep(),
  });
  await past.kernel.boot();
  return past;
}

/** Ids are made of the number of a boot: those of a past that goes on must be none that the true history has. */
async function epochOf(reader: JournalReader): Promise<readonly StoreWrite[]> {
  const key = metaKey('epoch');
  const epoch = await reader.get(key);
  return epoch === undefined ? [] : [{ key, value: epoch }];
}

/** Writes of one batch: a provider need not take all of a history at once. */
const BATCH = 5000;

async function fill(provider: StorageProvider, writes: readonly StoreWrite[]): Promise<void> {
  for (let start = 0; start < writes.length; start += BATCH) await provider.commit(writes.slice(start, start + BATCH));
}
