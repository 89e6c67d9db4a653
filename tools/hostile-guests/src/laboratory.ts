import { directoryComponentStore, nodeClock, nodeDigest, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { Kernel } from '@esta-logic/kernel';
import { type KernelEvent, type StorageProvider, unwrap } from '@esta-logic/kernel-boundary';
import { createLoader } from '@esta-logic/loader';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuestModule } from './guest-module.ts';

/** A kernel on a directory of its own, composed as the backend composes it, with its store in view. */
export interface Laboratory {
  readonly kernel: Kernel;
  readonly provider: StorageProvider;
  readonly events: readonly KernelEvent[];
  /** Stops the kernel and removes its directory. */
  close(): Promise<void>;
}

/** A directory with every module installed, to be copied by {@link openLaboratory}. */
export async function makeTemplate(modules: readonly GuestModule[]): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'hostile-template-'));
  const { kernel } = await bootOn(directory);
  for (const { manifest, bytes } of modules) unwrap(await kernel.install(manifest, bytes));
  await kernel.stop();
  return directory;
}

/** Boots a copy of the template. */
export async function openLaboratory(template: string): Promise<Laboratory> {
  const directory = mkdtempSync(join(tmpdir(), 'hostile-'));
  cpSync(template, directory, { recursive: true });
  const booted = await bootOn(directory);
  return {
    ...booted,
    close: async () => {
      await booted.kernel.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

async function bootOn(directory: string): Promise<Omit<Laboratory, 'close'>> {
  const digest = await nodeDigest();
  const provider = openSqlite({ file: join(directory, 'kernel.db') });
  const loader = createLoader({
    components: directoryComponentStore(directory),
    digest,
    transpiler: jcoTranspiler(),
    evaluator: nodeEvaluator(),
  });
  const events: KernelEvent[] = [];
  const kernel = new Kernel({
    provider,
    loader,
    clock: nodeClock(),
    loop: nodeLoop(),
    digest,
    entropy: nodeEntropy(),
    observe: (event) => events.push(event),
  });
  await kernel.boot();
  return { kernel, provider, events };
}

/** Every key and value outside of the audit log, the journal (crank records, their texts, message ids), its tiles and lists of writes, the neighbour's own state, and the kernel's meta rows. */
export async function durableState({ provider }: Laboratory): Promise<ReadonlyMap<string, string>> {
  const state = new Map<string, string>();
  for (const entry of await entriesFrom(provider, 'b', '\u{10ffff}')) {
    if (!/^([bijktw]\/|[sqd]\/[^/]+\/neighbour)/.test(entry.key)) state.set(entry.key, entry.value);
  }
  return state;
}

/** The records of the audit log, as stored. */
export const auditRecords = async ({ provider }: Laboratory): Promise<readonly Record<string, unknown>[]> =>
  (await entriesFrom(provider, 'a/', 'a0')).map(({ value }) => JSON.parse(value) as Record<string, unknown>);

async function entriesFrom(provider: StorageProvider, start: string, to: string) {
  const found: { key: string; value: string }[] = [];
  for (let from = start; ;) {
    const page = await provider.scan({ from, to, limit: 1000 });
    found.push(...page);
    if (page.length < 1000) return found;
    from = `${page[page.length - 1]!.key}\u0000`;
  }
}
