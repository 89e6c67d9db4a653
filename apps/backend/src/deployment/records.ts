import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { directoryComponentStore, nodeDigest } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { faultOf, KernelError, type ComponentStore } from '@esta-logic/kernel-boundary';
import type { LoaderPowers } from '@esta-logic/loader';
import type { JournalReader } from '@esta-logic/replay';
import { servedRecords } from './served-records.ts';

/** The records and the module files of a data directory. */
export interface Records {
  readonly reader: JournalReader;
  readonly components: ComponentStore;
  close(): Promise<void>;
}

/**
 * Opens a data directory to read its records: through the kernel that runs on it, or else from its file, and as long as
 * that is open no kernel runs on it. @throws KernelError not-found, directory-in-use.
 */
export async function openRecords(dataDir: string): Promise<Records> {
  const directory = resolve(dataDir);
  const components = componentsOf(directory);
  const served = await servedRecords(directory);
  if (served) return { reader: served, components, close: async () => undefined };
  requireDataDirectory(directory);
  const reader = openSqlite({ file: databaseOf(directory) });
  return { reader, components, close: async () => reader.close() };
}

const databaseOf = (directory: string): string => join(directory, 'kernel.db');

/** Fault: not-found when no kernel has ever worked on the directory. */
export function requireDataDirectory(directory: string): void {
  if (!existsSync(databaseOf(directory)))
    throw new KernelError(
      faultOf('not-found', `${directory} is no data directory: it has no kernel.db; name the directory with --data.`),
    );
}

/** The module files of a data directory. */
export const componentsOf = (directory: string): ComponentStore => directoryComponentStore(resolve(directory));

/** What this host makes modules runnable with. */
export const hostToolchain = async (): Promise<Omit<LoaderPowers, 'components'>> => ({
  digest: await nodeDigest(),
  transpiler: jcoTranspiler(),
  evaluator: nodeEvaluator(),
});
