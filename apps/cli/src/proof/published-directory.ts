import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublishedReader } from '@esta-logic/audit-log';
import { nodeDigest, nodeSignatureVerifier } from '@esta-logic/driver-node-host';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { writtenTo } from '../write-output.ts';

/** A published log in a directory. */
export async function publishedDirectory(directory: string): Promise<PublishedReader> {
  return {
    digest: await nodeDigest(),
    verifier: nodeSignatureVerifier(),
    read: (path) => readIfThere(join(directory, path)),
  };
}

/** The bytes of a file, or undefined when there is none. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new KernelError(faultOf('driver-failed', `${path} cannot be read: ${(error as Error).message}.`));
  }
}

/** Whether a file is there; `writeWhole` leaves none that is not whole. */
export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Puts a file in the place of another as a whole, durably: a reader sees the old one or the new one.
 * Fault: driver-failed.
 */
export const writeWhole = (path: string, content: Uint8Array | string): Promise<void> =>
  writtenTo(path, replaceFile(path, content));

async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const hidden = `${path}.${randomUUID()}.part`;
  {
    await using file = await open(hidden, 'wx');
    await file.writeFile(content);
    await file.sync();
  }
  await rename(hidden, path);
}
