import { followKeys, keyInUse, type KeyChain } from '@esta-logic/audit-log';
import { nodeDigest, nodeSignatureVerifier } from '@esta-logic/driver-node-host';
import { unwrap } from '@esta-logic/kernel-boundary';
import type { Command } from '../command.ts';
import { several } from '../output/numbers.ts';
import { cosignedByAll, remoteWitnesses } from '../proof/ask-witness.ts';

export const logKeyCommand: Command = {
  name: 'log key',
  recorded: true,
  summary: 'Print the verifier key of the log, for whoever is to check it.',
  positionals: [],
  options: [],
  details: [
    'It is the first key that the log had: whoever trusts it follows every later one. The signing key itself stays in the data directory, in log.key.',
  ],
  async run({ terminal, connect }) {
    const chain = await (await connect()).client.logKeys();
    await checked(chain);
    terminal.result({ ...chain, inUse: keyInUse(chain) }, chain.first);
    return 0;
  },
};

export const logRotateKeyCommand: Command = {
  name: 'log rotate-key',
  recorded: true,
  summary: 'Give the log a new signing key, which the old one signs once more.',
  positionals: [],
  options: [],
  details: ['Whoever trusts an earlier key goes on without doing anything; the change is a record of the log.'],
  async run({ terminal, connect }) {
    const chain = await (await connect()).client.rotateLogKey();
    await checked(chain);
    terminal.result(
      { ...chain, inUse: keyInUse(chain) },
      `The log signs with ${keyInUse(chain)} from now on (${several(chain.notes.length, 'change')} since the first key).`,
    );
    return 0;
  },
};

export const logCheckpointCommand: Command = {
  name: 'log checkpoint',
  recorded: true,
  summary: 'Print the size and the root of the log as it is now, signed.',
  positionals: [],
  options: ['witness'],
  details: [
    'A signed note (C2SP tlog-checkpoint). Kept elsewhere, it shows later whether the log was rewritten.',
    '--witness asks witnesses for their cosignatures: KEY@URL, several separated by commas (C2SP tlog-witness).',
  ],
  async run({ terminal, connect, text }) {
    const digest = await nodeDigest();
    const witnesses = remoteWitnesses(digest, text('witness'));
    const { client } = await connect();
    const read = (path: string) => client.publishedTile(path);
    const reader = { digest, verifier: nodeSignatureVerifier(), read };
    const { note, count } = await cosignedByAll(witnesses, reader, await client.checkpoint(), terminal);
    terminal.result({ note, cosignatures: count }, note.trimEnd());
    return count === witnesses.length ? 0 : 1;
  },
};

/** Nobody should pin a key whose chain does not hold. */
async function checked(chain: KeyChain): Promise<void> {
  unwrap(await followKeys(await nodeDigest(), nodeSignatureVerifier(), chain));
}
