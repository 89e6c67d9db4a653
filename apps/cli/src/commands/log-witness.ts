import { join } from 'node:path';
import {
  askOfPublished,
  CHECKPOINT_FILE,
  formatVerifierKey,
  publishedCheckpoint,
  publishedKeys,
  sameKey,
  witnessCheckpoint,
  type PublishedReader,
  type VerifierKey,
} from '@esta-logic/audit-log';
import { nodeDigest, nodeSignatureVerifier } from '@esta-logic/driver-node-host';
import { unwrap } from '@esta-logic/kernel-boundary';
import type { Command, CommandInput, ExitCode } from '../command.ts';
import { keyOption, keysOption } from '../proof/keys.ts';
import { publishedDirectory, writeWhole } from '../proof/published-directory.ts';
import { openWitnessMemory, type WitnessMemory } from '../proof/witness-memory.ts';
import { serveWitness } from '../proof/witness-server.ts';
import { WrongUsage } from '../wrong-usage.ts';
import { addressIn } from './address-option.ts';

export const logWitnessCommand: Command = {
  name: 'log witness',
  summary: 'Check that a published log goes on from where it was seen last, and cosign it.',
  positionals: ['[DIR]'],
  options: ['keep', 'key', 'listen'],
  details: [
    'For somebody who does not run the log: a union, an auditor, a second company. --keep DIR holds what was seen and the witness’s own key; both are made when they do not exist. A log that shows another history than before is refused.',
    '--key is the verifier key of the log; needed the first time, unless what the log says of itself is to be believed.',
    'The cosignature is added to the checkpoint in DIR (C2SP tlog-cosignature).',
    'With --listen HOST:PORT in place of DIR, logs ask for it over HTTP (C2SP tlog-witness); --key then takes several keys, separated by commas, or a file with one a line.',
  ],
  async run(input) {
    const { positionals, text } = input;
    const [directory] = positionals;
    const [kept, listen] = [text('keep'), text('listen')];
    if (kept === undefined) throw new WrongUsage('`esta log witness` needs --keep DIR, where it keeps what it saw.');
    if ((directory === undefined) === (listen === undefined))
      throw new WrongUsage('`esta log witness` needs DIR with a published log, or --listen HOST:PORT, not both.');
    const memory = await openWitnessMemory(kept, await nodeDigest());
    return directory === undefined ? listenFor(listen!, memory, input) : cosignDirectory(directory, memory, input);
  },
};

async function cosignDirectory(
  directory: string,
  memory: WitnessMemory,
  { text, terminal }: CommandInput,
): Promise<ExitCode> {
  const reader = await publishedDirectory(directory);
  const { digest, verifier } = reader;
  const pinned = (await keyOption(digest, text('key'))) ?? (await watched(memory, reader));
  const logKeys = unwrap(await publishedKeys(reader, pinned));
  const { note, origin, size } = unwrap(await publishedCheckpoint(reader, { log: pinned }));
  const state = await memory.state();
  const seen = state[origin]?.size ?? 0;
  const source = new TextDecoder().decode((await reader.read(CHECKPOINT_FILE))!);
  const asked = await askOfPublished(reader, source, seen, size);
  const { signer } = memory;
  const cosigned = unwrap(
    await witnessCheckpoint({ digest, verifier, signer, logKeys, now: Date.now() }, state, asked),
  );
  // What was seen is durable before the cosignature leaves.
  await memory.keep(cosigned.state);
  await memory.watch(joined(memory.logKeys, logKeys.slice(0, 1)));
  await writeWhole(join(directory, CHECKPOINT_FILE), cosigned.note);
  const key = formatVerifierKey(signer.key);
  terminal.result(
    { origin, size, before: seen, key, note: note.text },
    `${origin} goes on from ${seen} to ${size} records; cosigned with ${key}.`,
  );
  return 0;
}

/** Of the logs that a witness watches the one that is published there, or else one that it is not; undefined for the first. */
async function watched({ logKeys }: WitnessMemory, reader: PublishedReader): Promise<VerifierKey | undefined> {
  const said = await publishedKeys(reader);
  return (said.ok ? logKeys.find(({ name }) => name === said.value[0]?.name) : undefined) ?? logKeys[0];
}

async function listenFor(listen: string, memory: WitnessMemory, input: CommandInput): Promise<ExitCode> {
  const { text, terminal, signal } = input;
  const digest = await nodeDigest();
  const logKeys = joined(memory.logKeys, await keysOption(digest, 'key', text('key')));
  if (logKeys.length === 0)
    throw new WrongUsage('`esta log witness --listen` needs --key, the verifier key of a log that it is to watch.');
  await memory.watch(logKeys);
  const server = await serveWitness(addressIn('listen', listen, 0), {
    memory: { ...memory, logKeys },
    digest,
    verifier: nodeSignatureVerifier(),
    onAnswer: (status, body) => terminal.note(`${new Date().toISOString()} ${status} ${body}`),
  });
  const key = formatVerifierKey(memory.signer.key);
  terminal.result(
    { url: server.url, key, logs: logKeys.map(({ name }) => name), pid: process.pid },
    `Cosigns ${logKeys.map(({ name }) => name).join(', ')}. For \`esta log publish\`: --witness ${key}@${server.url}`,
  );
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
  return 0;
}

const joined = (known: readonly VerifierKey[], more: readonly VerifierKey[]): readonly VerifierKey[] => [
  ...known,
  ...more.filter((key) => !known.some((one) => sameKey(one, key))),
];
