import { writeFile } from 'node:fs/promises';
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

/** Writes a file that the user named. Fault: driver-failed. */
export const writeOutput = (
  path: string,
  content: string | Uint8Array,
  options: { readonly mode?: number } = {},
): Promise<void> => writtenTo(path, writeFile(path, content, options));

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
