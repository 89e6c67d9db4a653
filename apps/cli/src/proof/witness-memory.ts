import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeWitnessState,
  encodeWitnessState,
  formatVerifierKey,
  noteSigner,
  type NoteSigner,
  type VerifierKey,
  type WitnessState,
} from '@esta-logic/audit-log';
import { createSigningKey, readSigningKey } from '@esta-logic/driver-node-host';
import { unwrap, type Digest } from '@esta-logic/kernel-boundary';
import { keysOption } from './keys.ts';
import { readIfThere, writeWhole } from './published-directory.ts';

/**
 * What a witness keeps, in a directory of its own:
 *
 *   witness.key   its signing key (PEM, for its owner only)
 *   seen.json     of each log the largest checkpoint that it cosigned
 *   log.vkey      the keys of the logs that it watches, one a line
 */
export interface WitnessMemory {
  readonly signer: NoteSigner;
  readonly logKeys: readonly VerifierKey[];
  state(): Promise<WitnessState>;
  /** Durable when it resolves. */
  keep(state: WitnessState): Promise<void>;
  watch(keys: readonly VerifierKey[]): Promise<void>;
}

/** Made when it does not exist. */
export async function openWitnessMemory(directory: string, digest: Pick<Digest, 'sha256'>): Promise<WitnessMemory> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(directory, name);
  const signer = await openSigner(file('witness.key'), digest);
  const logKeys = (await readIfThere(file('log.vkey'))) && (await keysOption(digest, 'keep', file('log.vkey')));
  return {
    signer,
    logKeys: logKeys ?? [],
    state: async () => {
      const bytes = await readIfThere(file('seen.json'));
      return bytes === undefined ? {} : unwrap(decodeWitnessState(new TextDecoder().decode(bytes)));
    },
    keep: (state) => writeWhole(file('seen.json'), encodeWitnessState(state)),
    watch: (keys) => writeWhole(file('log.vkey'), keys.map((key) => `${formatVerifierKey(key)}\n`).join('')),
  };
}

async function openSigner(path: string, digest: Pick<Digest, 'sha256'>): Promise<NoteSigner> {
  const signer = (await readSigningKey(path)) ?? (await createSigningKey(path));
  const id = Buffer.from(digest.sha256(signer.publicKey)).toString('hex').slice(0, 16);
  return noteSigner(digest, `esta-witness/${id}`, 'witness', signer);
}
