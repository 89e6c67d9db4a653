import {
  rightsOf,
  type CapabilityRequest,
  type KernelEvent,
  type Result,
  type Right,
  type SyscallHost,
} from '@esta-logic/kernel-boundary';
import {
  manualClock,
  manualLoop,
  memoryStore,
  seededEntropy,
  testDigest,
  type ManualClock,
  type MemoryStore,
} from '@esta-logic/testkit';
import { expect } from 'vitest';
import { Kernel, type KernelOptions } from '../src/index.ts';
import { expectJournalAgrees } from './check-journal.ts';
import { scriptedLoader, type ScriptedModule } from './scripted-modules.ts';

export const collection = (module: string, name: string, ...rights: Right[]): CapabilityRequest => ({
  label: name,
  resourceType: 'database',
  resourcePattern: `${module}.${name}`,
  rights: rightsOf(...rights),
  reason: 'Keep state',
});
export const channel = (target: string, ...rights: Right[]): CapabilityRequest => ({
  label: target,
  resourceType: 'channel',
  resourcePattern: `${target}.*`,
  rights: rightsOf(...rights),
  reason: 'Talk to it',
});
export const ALL: readonly Right[] = ['read', 'write', 'delete', 'list'];

/** The slot of a label, as a guest's SDK gets it. */
export function slot(opened: Result<number>): number {
  if (!opened.ok) throw new Error(opened.fault.message);
  return opened.value;
}

export async function readJson<T>(host: SyscallHost, label: string, key: string): Promise<T | undefined> {
  const read = await host.dbRead(slot(host.dbOpen(label)), key);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value === undefined ? undefined : (JSON.parse(read.value) as T);
}

export interface Booted {
  readonly kernel: Kernel;
  readonly store: MemoryStore;
  readonly events: KernelEvent[];
  readonly instances: Map<string, number>;
  readonly clock: ManualClock;
}

export async function boot(
  modules: readonly ScriptedModule[],
  store: MemoryStore = memoryStore(),
  more: Pick<KernelOptions, 'secondRun' | 'crashPoint'> & Partial<Pick<KernelOptions, 'loop'>> = {},
): Promise<Booted> {
  const events: KernelEvent[] = [];
  const clock = manualClock();
  const loader = scriptedLoader(modules);
  const kernel = new Kernel({
    provider: store,
    loader,
    clock,
    loop: manualLoop({ clock, mode: 'microtask' }),
    digest: testDigest(),
    entropy: seededEntropy(1),
    observe: (event) => events.push(event),
    ...more,
  });
  await kernel.boot();
  stores.set(kernel, store);
  return { kernel, store, events, instances: loader.instances, clock };
}

const stores = new WeakMap<Kernel, MemoryStore>();

/** What every kernel test ends with: nothing is left running, queued, reserved or owed, the log verifies, the journal agrees. */
export async function expectQuiet(kernel: Kernel): Promise<void> {
  await kernel.drained();
  expect(kernel.load()).toEqual({ running: 0, ready: 0, queued: 0, reserved: 0, open: 0 });
  expect(await kernel.verifyLog()).toMatchObject({ ok: true });
  await kernel.stop();
  expectJournalAgrees(stores.get(kernel)!.entries());
}
