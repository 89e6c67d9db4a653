import { copyFile, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeKeyChain, followKeys, formatVerifierKey, type KeyChain } from '@esta-logic/audit-log';
import {
  createSigningKey,
  directoryComponentStore,
  nodeDigest,
  nodeSignatureVerifier,
} from '@esta-logic/driver-node-host';
import { ok, unwrap } from '@esta-logic/kernel-boundary';
import { LOG_KEYS_KEY } from '@esta-logic/storage';
import { expect, it, onTestFinished } from 'vitest';
import { nameSuccessor, openLogKey, rotateLogKey, type LogKeyParts } from './log-key.ts';

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
  const components = directoryComponentStore(directory);
  return { directory, kernel, components, digest: await nodeDigest(), file: join(directory, 'log.key'), chains };
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

/** A primary and its standby: two directories, one store, and one file that goes over. */
async function pairOfKeys() {
  const [primary, standby] = [await fresh(), await fresh()];
  const own = await createSigningKey(standby.file);
  const goOver = () => copyFile(join(primary.directory, 'log.successor'), join(standby.directory, 'log.successor'));
  return { primary, standby: { ...standby, kernel: primary.kernel }, own, goOver };
}

it('R8 a standby that has taken over signs with its own key, which the one before named', async () => {
  const { primary, standby, own, goOver } = await pairOfKeys();
  await nameSuccessor(primary, own.publicKey);
  expect(primary.chains).toHaveLength(1);
  await goOver();
  const { signer, chain } = await openLogKey(standby);
  expect(signer.key.publicKey).toEqual(own.publicKey);
  expect(chain.notes).toHaveLength(1);
  const keys = unwrap(await followKeys(standby.digest, nodeSignatureVerifier(), primary.chains.at(-1)!));
  expect(keys.at(-1)).toEqual(signer.key);
  expect((await openLogKey(standby)).chain).toEqual(chain);
  await expect(openLogKey(primary)).rejects.toThrow(/log\.key holds another key/);
});

it('R8 but not before it has been named, nor with a key that was not, nor after the key that named it was replaced', async () => {
  const { primary, standby, own, goOver } = await pairOfKeys();
  await openLogKey(primary);
  await expect(openLogKey(standby)).rejects.toThrow(/holds another key/);
  const stranger = await createSigningKey(join(standby.directory, 'stranger.key'));
  await nameSuccessor(primary, stranger.publicKey);
  await goOver();
  await expect(openLogKey(standby)).rejects.toThrow(/holds another key/);
  await nameSuccessor(primary, own.publicKey);
  await goOver();
  await rotateLogKey(primary);
  await expect(openLogKey(standby)).rejects.toThrow(/holds another key/);
  await nameSuccessor(primary, own.publicKey);
  await goOver();
  expect((await openLogKey(standby)).chain.notes).toHaveLength(2);
});
