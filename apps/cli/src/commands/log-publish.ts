import { join } from 'node:path';
import {
  askOfPublished,
  CHECKPOINT_FILE,
  encodeKeyChain,
  KEYS_FILE,
  parseCheckpoint,
  parseNote,
  tilePath,
  tilesBetween,
  verifyConsistency,
  verifyPublished,
  type LogHead,
  type PublishedReader,
  type PublishedTile,
} from '@esta-logic/audit-log';
import type { Client } from '@esta-logic/client';
import { faultOf, KernelError, unwrap } from '@esta-logic/kernel-boundary';
import type { Command, CommandInput } from '../command.ts';
import { countForPeople, several } from '../output/numbers.ts';
import { cosignedByAll, remoteWitnesses } from '../proof/ask-witness.ts';
import { isThere, publishedDirectory, writeWhole } from '../proof/published-directory.ts';

export const logPublishCommand: Command = {
  name: 'log publish',
  recorded: true,
  summary: 'Write the audit log as static files that anybody may have.',
  positionals: ['DIR'],
  options: ['witness'],
  details: [
    'The files hold salted commitments, hashes and a signature (C2SP tlog-tiles): whoever reads them learns how many records there are, and nothing else. Any web server can offer the directory.',
    'Running it again adds what is new, also after it was interrupted. A log that is not the one published there is refused.',
    '--witness asks witnesses for their cosignatures before the checkpoint is published: KEY@URL, several separated by commas (C2SP tlog-witness).',
  ],
  async run({ positionals, terminal, connect, signal, text }) {
    const [directory] = positionals as [string];
    const reader = await publishedDirectory(directory);
    const witnesses = remoteWitnesses(reader.digest, text('witness'));
    const { client } = await connect();
    const note = await client.checkpoint();
    const now = headOf(note);
    const before = await publishedHead(reader);
    if (before !== undefined && before.size > now.size) throw anotherLog(directory, before);
    const tiles = [...tilesBetween(before?.size ?? 0, now.size)];
    const { written, found } = await writeTiles(tiles, directory, client, { terminal, signal });
    if (signal.aborted) {
      terminal.note(
        `Interrupted: ${several(written + found, 'file')} of ${tiles.length} are there. What is published is ${before === undefined ? 'nothing yet' : `still the log of ${countForPeople(before.size)} records`}; run it again to go on.`,
      );
      return 1;
    }
    if (before !== undefined && !(await goesOn(reader, before, now))) throw anotherLog(directory, before);
    const keys = encodeKeyChain(await client.logKeys());
    if (found > 0) await checkFound(reader, keys, note);
    const cosigned = await cosignedByAll(witnesses, reader, note, terminal);
    await writeWhole(join(directory, KEYS_FILE), keys);
    await writeWhole(join(directory, CHECKPOINT_FILE), cosigned.note);
    const cosigners = witnesses.length === 0 ? '' : ` Cosigned by ${cosigned.count} of ${witnesses.length}.`;
    terminal.result(
      { directory, size: now.size, root: now.root, files: written, cosignatures: cosigned.count },
      `The log of ${countForPeople(now.size)} records is published in ${directory}: ${several(written, 'new file')}.${cosigners}`,
    );
    return cosigned.count === witnesses.length ? 0 : 1;
  },
};

/** Writes the files that are not there; one that is, was left by a publication that was interrupted. */
async function writeTiles(
  tiles: readonly PublishedTile[],
  directory: string,
  client: Pick<Client, 'publishedTile'>,
  { terminal, signal }: Pick<CommandInput, 'terminal' | 'signal'>,
): Promise<{ readonly written: number; readonly found: number }> {
  let written = 0;
  let found = 0;
  for (const tile of tiles) {
    if (signal.aborted) break;
    const path = tilePath(tile);
    if (await isThere(join(directory, path))) found++;
    else {
      await writeWhole(join(directory, path), await client.publishedTile(path));
      written++;
    }
    terminal.progress(`${written + found} of ${several(tiles.length, 'file')} written`, undefined);
  }
  return { written, found };
}

/** Files that were there are of this log only if everything adds up to its root. */
async function checkFound(reader: PublishedReader, keys: string, note: string): Promise<void> {
  const own = new Map([
    [KEYS_FILE, keys],
    [CHECKPOINT_FILE, note],
  ]);
  const read = (path: string) => (own.has(path) ? new TextEncoder().encode(own.get(path)) : reader.read(path));
  const { ok, problem } = await verifyPublished({ ...reader, read });
  if (!ok)
    throw new KernelError(
      faultOf(
        'log-broken',
        `A file that was there already is not of this log: ${problem?.path}. Delete it and publish again.`,
      ),
    );
}

const headOf = (note: string): LogHead => unwrap(parseCheckpoint(unwrap(parseNote(note)).text));

async function publishedHead({ read }: PublishedReader): Promise<LogHead | undefined> {
  const bytes = await read(CHECKPOINT_FILE);
  return bytes === undefined ? undefined : headOf(new TextDecoder().decode(bytes));
}

async function goesOn(reader: PublishedReader, before: LogHead, now: LogHead): Promise<boolean> {
  if (before.size === 0) return true;
  const { path } = await askOfPublished(reader, '', before.size, now.size);
  return verifyConsistency(reader.digest, { firstSize: before.size, secondSize: now.size, path }, before, now);
}

const anotherLog = (directory: string, { size }: LogHead): KernelError =>
  new KernelError(
    faultOf(
      'log-broken',
      `${directory} has a log of ${size} records that is not a beginning of this one; was the data directory restored from a backup? Nothing was signed there.`,
    ),
  );
