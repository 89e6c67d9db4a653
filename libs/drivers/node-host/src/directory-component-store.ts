import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { faultOf, KernelError, type ComponentStore } from '@esta-logic/kernel-boundary';

/** No part may begin with a dot: that leaves out `..` and what is still being written. */
const NAME = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*)(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const LONGEST_NAME = 255;

/**
 * Module files in a directory. A write is whole or absent whatever happens in between: a hidden file is written and
 * synced, then renamed over the name, then the directory is synced. What a crash leaves hidden is never listed.
 * Faults (thrown as KernelError): invalid-argument for a name that is not plain, driver-failed for the disk's errors.
 */
export function directoryComponentStore(directory: string): ComponentStore {
  return {
    read: async (name) => readWhole(pathOf(directory, name)),
    write: async (name, bytes) => writeWhole(pathOf(directory, name), bytes),
    list: async (prefix) => (await plainFiles(directory)).filter((name) => name.startsWith(prefix)).sort(),
  };
}

function pathOf(directory: string, name: string): string {
  if (name.length <= LONGEST_NAME && NAME.test(name)) return join(directory, name);
  throw new KernelError(
    faultOf(
      'invalid-argument',
      `${JSON.stringify(name)} is no name for a module file; use letters, digits, "-", "_" and "." in parts separated by "/".`,
    ),
  );
}

async function readWhole(path: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (isCode(error, 'ENOENT', 'EISDIR', 'ENOTDIR')) return undefined;
    throw diskError(`${path} cannot be read`, error);
  }
}

async function writeWhole(path: string, given: Uint8Array): Promise<void> {
  // Copied before the first wait: the caller may use its buffer again.
  const bytes = given.slice();
  const hidden = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeSynced(hidden, bytes);
    await rename(hidden, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    await rm(hidden, { force: true }).catch(() => undefined);
    throw diskError(`${path} cannot be written`, error);
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, 'wx');
  await file.writeFile(bytes);
  await file.sync();
}

async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open a directory for syncing; there a rename is durable with the file system's own journal.
  if (process.platform === 'win32') return;
  await using directory = await open(path, 'r');
  await directory.sync();
}

async function plainFiles(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(directory.length).replaceAll('\\', '/').replace(/^\//, ''),
      )
      .filter((name) => NAME.test(name));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw diskError(`${directory} cannot be listed`, error);
  }
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

const diskError = (what: string, error: unknown): KernelError =>
  new KernelError(
    faultOf(
      'driver-failed',
      `${what}: ${error instanceof Error ? error.message : String(error)}; check the disk and its permissions.`,
    ),
  );
