import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { faultOf, KernelError, type Signer } from '@esta-logic/kernel-boundary';
import { signerOf } from './node-signatures.ts';

/**
 * An Ed25519 key in a file that only its owner may read: PKCS #8 in PEM, as openssl writes and reads it.
 * Fault (thrown as KernelError): driver-failed for a damaged file and for the disk's errors.
 */
export async function readSigningKey(path: string): Promise<Signer | undefined> {
  try {
    const key = createPrivateKey(await readFile(path, 'utf8'));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`it holds a key for ${String(key.asymmetricKeyType)}`);
    return signerOf(key);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw keyError(`The key ${path} cannot be read`, error);
  }
}

/** Makes a new key; what was at the path is replaced by it as a whole. Fault: as `readSigningKey`. */
export async function createSigningKey(path: string): Promise<Signer> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const hidden = `${path}.part`;
  try {
    await rm(hidden, { force: true });
    {
      await using file = await open(hidden, 'wx', 0o600);
      await file.writeFile(privateKey.export({ format: 'pem', type: 'pkcs8' }));
      await file.sync();
    }
    await moveSigningKey(hidden, path);
  } catch (error) {
    throw error instanceof KernelError ? error : keyError(`The key ${path} cannot be written`, error);
  }
  return signerOf(privateKey);
}

/** Gives a key file the name of another, which it replaces; durable when it returns. Fault: as `readSigningKey`. */
export async function moveSigningKey(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
    // Windows cannot open a directory for syncing; there a rename is durable with the file system's own journal.
    if (process.platform === 'win32') return;
    await using directory = await open(dirname(to), 'r');
    await directory.sync();
  } catch (error) {
    throw keyError(`The key ${from} cannot become ${to}`, error);
  }
}

const keyError = (what: string, error: unknown): KernelError =>
  new KernelError(
    faultOf(
      'driver-failed',
      `${what}: ${error instanceof Error ? error.message : String(error)}; check the file, the disk and its permissions.`,
    ),
  );
