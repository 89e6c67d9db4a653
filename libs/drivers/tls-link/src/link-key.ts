import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';

/** `esta-link-` and 64 hexadecimal digits, then a line end. */
const FORM = /^esta-link-([0-9a-f]{64})\s*$/;

/**
 * The key that both ends of a link share. A file that does not exist is made, readable by its owner only; copy it to
 * the other machine. Faults: invalid-file for a file of another form, driver-failed for the disk's errors.
 */
export async function readOrMakeLinkKey(path: string): Promise<Uint8Array> {
  const made = `esta-link-${randomBytes(32).toString('hex')}\n`;
  try {
    await writeFile(path, made, { mode: 0o600, flag: 'wx' });
    return keyIn(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw diskError(path, error);
  }
  return keyIn(await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(diskError(path, error))), path);
}

function keyIn(text: string, path: string): Uint8Array {
  const digits = FORM.exec(text)?.[1];
  if (digits !== undefined) return new Uint8Array(Buffer.from(digits, 'hex'));
  throw new KernelError(
    faultOf('invalid-file', `${path} is no link key; name a file that does not exist and it is made.`),
  );
}

const diskError = (path: string, error: unknown): KernelError =>
  new KernelError(faultOf('driver-failed', `The link key ${path} cannot be used: ${(error as Error).message}.`));
