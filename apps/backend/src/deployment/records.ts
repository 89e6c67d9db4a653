import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { directoryComponentStore, nodeDigest } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { faultOf, KernelError, type ComponentStore, type StorageProvider } from '@esta-logic/kernel-boundary';
import type { LoaderPowers } from '@esta-logic/loader';

/** The records and the module files of a data directory, without its kernel. */
export interface Records {
  readonly provider: StorageProvider;
  readonly components: ComponentStore;
  close(): Promise<void>;
}

/**
 * Opens a data directory to read its records; as long as it is open no kernel runs on it.
 * @throws KernelError not-found, directory-in-use.
 */
export function openRecords(dataDir: string): Records {
  const directory = resolve(dataDir);
  const file = join(directory, 'kernel.db');
  if (!existsSync(file))
    throw new KernelError(faultOf('not-found', `${directory} is no data directory: it has no kernel.db.`));
  const provider = openSqlite({ file });
  return { provider, components: componentsOf(directory), close: async () => provider.close() };
}

/** The module files of a data directory. */
export const componentsOf = (directory: string): ComponentStore => directoryComponentStore(resolve(directory));

/** What this host makes modules runnable with. */
export const hostToolchain = async (): Promise<Omit<LoaderPowers, 'components'>> => ({
  digest: await nodeDigest(),
  transpiler: jcoTranspiler(),
  evaluator: nodeEvaluator(),
});
