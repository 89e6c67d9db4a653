import { open } from 'node:fs/promises';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';

/** What stands in the way, for people; other reasons are told in the system's words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of its path is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

/** Writes a file that the user named and that says something of persons: only its owner may read it. Fault: driver-failed. */
export const writePrivate = (path: string, content: string | Uint8Array): Promise<void> =>
  writtenTo(path, replacePrivate(path, content));

async function replacePrivate(path: string, content: string | Uint8Array): Promise<void> {
  await using file = await open(path, 'w', 0o600);
  // A file that was there keeps its permissions otherwise; a pipe or a terminal has none to change.
  if ((await file.stat()).isFile()) await file.chmod(0o600);
  await file.writeFile(content);
}

/** The same promise, whose refusals by the operating system are the fault driver-failed. */
export async function writtenTo(path: string, done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new KernelError(faultOf('driver-failed', `The file ${path} cannot be written: ${REASONS[code] ?? message}.`));
  }
}
