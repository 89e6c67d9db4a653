import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { peersFolder } from './install-peers.ts';

/** Imports a package of bench/peers. Rejects when it is not installed or does not run here. */
export async function loadPeer<T>(name: string): Promise<T> {
  const { load } = (await import(pathToFileURL(join(peersFolder(), 'load.mjs')).href)) as {
    load: (name: string) => Promise<T>;
  };
  return load(name);
}
