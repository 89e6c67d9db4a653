import { copyFile, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeKeyChain, formatVerifierKey, type KeyChain } from '@esta-logic/audit-log';
import { nodeDigest } from '@esta-logic/driver-node-host';
import { ok } from '@esta-logic/kernel-boundary';
import { LOG_KEYS_KEY } from '@esta-logic/storage';
import { expect, it, onTestFinished } from 'vitest';
import { openLogKey, rotateLogKey, type LogKeyParts } from './log-key.ts';

/** A directory, and a store that keeps what the kernel would. */
async function fresh(): Promise<LogKeyParts & { readonly file: string; readonly chains: KeyChain[] }> {
  const directory = await mkdtemp(join(tmpdir(), 'esta-log-key-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const chains: KeyChain[] = [];
  const kernel: LogKeyParts['kernel'] = {
    records: async () => ({
      get: (key) => (key === LOG_KEYS_KEY && chains.length > 0 ? encodeKeyChain(chains.at(-1)!) : undefined),
      scan: () => [],
    }),
    setLogKeys: async (chain) => ok(void chains.push(chain)),
  };
  return { directory, kernel, digest: await nodeDigest(), file: join(directory, 'log.key'), chains };
}

it('L19 a log gets one key, which only its owner may read, and keeps it', async () => {
  const parts = await fresh();
  const first = await openLogKey(parts);
  const again = await openLogKey(parts);
  expect(again.signer.key).toEqual(first.signer.key);
  expect(parts.chains).toEqual([{ first: formatVerifierKey(first.signer.key), notes: [] }]);
  if (process.platform !== 'win32') expect((await stat(parts.file)).mode & 0o777).toBe(0o600);
});

it('L19 a rotation that is cut off after the log named the new key is finished at the next opening', async () => {
  const parts = await fresh();
  await openLogKey(parts);
  await copyFile(parts.file, `${parts.file}.old`);
  const rotated = await rotateLogKey(parts);
  expect(parts.chains.at(-1)?.notes).toHaveLength(1);
  // As a crash leaves it: the log names the new key, and the old one still has its place.
  await rename(parts.file, `${parts.file}.next`);
  await rename(`${parts.file}.old`, parts.file);
  expect((await openLogKey(parts)).signer.key).toEqual(rotated.signer.key);
  await expect(stat(`${parts.file}.next`)).rejects.toThrow(/ENOENT/);
});

it('L19 a rotation that is cut off before the log named the new key leaves the old one in use', async () => {
  const parts = await fresh();
  const { signer } = await openLogKey(parts);
  const cutOff: LogKeyParts = {
    ...parts,
    kernel: { ...parts.kernel, setLogKeys: () => Promise.reject(new Error('the power is gone')) },
  };
  await expect(rotateLogKey(cutOff)).rejects.toThrow('the power is gone');
  expect((await openLogKey(parts)).signer.key).toEqual(signer.key);
  expect((await rotateLogKey(parts)).chain.notes).toHaveLength(1);
});

it('L19 nothing is signed with a key file that is missing, damaged or another log’s', async () => {
  const [parts, other] = [await fresh(), await fresh()];
  await openLogKey(parts);
  await openLogKey(other);
  await copyFile(other.file, parts.file);
  await expect(openLogKey(parts)).rejects.toThrow(/log\.key holds another key; its key is esta-logic\//);
  await rm(parts.file);
  await expect(openLogKey(parts)).rejects.toThrow(/log\.key is missing/);
  await writeFile(parts.file, 'no key');
  await expect(openLogKey(parts)).rejects.toThrow(/log\.key cannot be read/);
});
