import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { signatureVerifierContract, signerContract } from '@esta-logic/testkit';
import { createSigningKey, moveSigningKey, nodeSignatureVerifier, nodeSigner, readSigningKey } from './index.ts';

const runner = { describe, it, expect };
signatureVerifierContract(runner, 'nodeSignatureVerifier', nodeSignatureVerifier);
signerContract(runner, 'nodeSigner', nodeSigner);

const directory = mkdtempSync(join(tmpdir(), 'esta-key-'));
afterAll(() => rmSync(directory, { recursive: true }));
const message = new TextEncoder().encode('message');

describe('a signing key in a file', () => {
  it('is made once, read again, and readable by its owner only', async () => {
    const path = join(directory, 'log.key');
    expect(await readSigningKey(path)).toBeUndefined();
    const made = await createSigningKey(path);
    const read = await readSigningKey(path);
    expect(read?.publicKey).toEqual(made.publicKey);
    expect(nodeSignatureVerifier().verify(made.publicKey, message, (await read?.sign(message)) as Uint8Array)).toBe(
      true,
    );
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('takes the place of another as a whole', async () => {
    const [old, next] = [join(directory, 'old.key'), join(directory, 'next.key')];
    await createSigningKey(old);
    const made = await createSigningKey(next);
    await moveSigningKey(next, old);
    expect((await readSigningKey(old))?.publicKey).toEqual(made.publicKey);
    expect(await readSigningKey(next)).toBeUndefined();
  });

  it('that is damaged, or cannot be written, is a fault that names the file', async () => {
    const path = join(directory, 'damaged.key');
    writeFileSync(path, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
    await expect(readSigningKey(path)).rejects.toThrow(/damaged\.key cannot be read/);
    chmodSync(path, 0o600);
    await expect(createSigningKey(join(path, 'below'))).rejects.toThrow(/below cannot be written/);
    await expect(moveSigningKey(join(directory, 'none.key'), path)).rejects.toThrow(/none\.key cannot become/);
  });
});
