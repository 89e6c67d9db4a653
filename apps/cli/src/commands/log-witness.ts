import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  askOfPublished,
  CHECKPOINT_FILE,
  decodeWitnessState,
  encodeWitnessState,
  formatVerifierKey,
  noteSigner,
  publishedCheckpoint,
  publishedKeys,
  witnessCheckpoint,
  type WitnessState,
} from '@esta-logic/audit-log';
import { createSigningKey, readSigningKey } from '@esta-logic/driver-node-host';
import { unwrap, type Digest } from '@esta-logic/kernel-boundary';
import type { Command } from '../command.ts';
import { keyOption } from '../proof/keys.ts';
import { publishedDirectory, readIfThere, writeWhole } from '../proof/published-directory.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const logWitnessCommand: Command = {
  name: 'log witness',
  summary: 'Check that a published log goes on from where it was seen last, and cosign it.',
  positionals: ['DIR'],
  options: ['witness', 'key'],
  details: [
    'For somebody who does not run the log: a union, an auditor, a second company. --witness DIR keeps what was seen and the witness’s own key; both are made when they do not exist. A log that shows another history than before is refused.',
    '--key is the verifier key of the log; needed the first time, unless what the log says of itself is to be believed.',
    'The cosignature is added to the checkpoint in DIR (C2SP tlog-cosignature).',
  ],
  async run({ positionals, text, terminal }) {
    const [directory] = positionals as [string];
    const memory = text('witness');
    if (memory === undefined)
      throw new WrongUsage('`esta log witness` needs --witness DIR, where it keeps what it saw.');
    const reader = await publishedDirectory(directory);
    const { digest, verifier } = reader;
    const pinned = await keyOption(digest, text('key') ?? (await pinnedKey(memory)));
    const logKeys = unwrap(await publishedKeys(reader, pinned));
    const { note, origin, size } = unwrap(await publishedCheckpoint(reader, { log: pinned }));
    const state = await readState(memory);
    const seen = state[origin]?.size ?? 0;
    const source = new TextDecoder().decode((await reader.read(CHECKPOINT_FILE))!);
    const asked = await askOfPublished(reader, source, seen, size);
    const signer = await openSigner(digest, memory);
    const cosigned = unwrap(
      await witnessCheckpoint({ digest, verifier, signer, logKeys, now: Date.now() }, state, asked),
    );
    // What was seen is durable before the cosignature leaves.
    await writeWhole(join(memory, 'seen.json'), encodeWitnessState(cosigned.state));
    await writeWhole(join(memory, 'log.vkey'), `${formatVerifierKey(logKeys[0]!)}\n`);
    await writeWhole(join(directory, CHECKPOINT_FILE), cosigned.note);
    const key = formatVerifierKey(signer.key);
    terminal.result(
      { origin, size, before: seen, key, note: note.text },
      `${origin} goes on from ${seen} to ${size} records; cosigned with ${key}.`,
    );
    return 0;
  },
};

async function pinnedKey(memory: string): Promise<string | undefined> {
  const path = join(memory, 'log.vkey');
  return (await readIfThere(path)) === undefined ? undefined : path;
}

async function readState(memory: string): Promise<WitnessState> {
  const bytes = await readIfThere(join(memory, 'seen.json'));
  return bytes === undefined ? {} : unwrap(decodeWitnessState(new TextDecoder().decode(bytes)));
}

async function openSigner(digest: Pick<Digest, 'sha256'>, memory: string) {
  await mkdir(memory, { recursive: true, mode: 0o700 });
  const path = join(memory, 'witness.key');
  const signer = (await readSigningKey(path)) ?? (await createSigningKey(path));
  const id = Buffer.from(digest.sha256(signer.publicKey)).toString('hex').slice(0, 16);
  return noteSigner(digest, `esta-witness/${id}`, 'witness', signer);
}
