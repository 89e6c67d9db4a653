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
  type LogHead,
  type PublishedReader,
} from '@esta-logic/audit-log';
import { faultOf, KernelError, unwrap } from '@esta-logic/kernel-boundary';
import type { Command } from '../command.ts';
import { countForPeople, several } from '../output/numbers.ts';
import { publishedDirectory, writeWhole } from '../proof/published-directory.ts';

export const logPublishCommand: Command = {
  name: 'log publish',
  summary: 'Write the audit log as static files that anybody may have.',
  positionals: ['DIR'],
  options: [],
  details: [
    'The files hold salted commitments, hashes and a signature (C2SP tlog-tiles): whoever reads them learns how many records there are, and nothing else. Any web server can offer the directory.',
    'Running it again adds what is new. A log that is not the one published there is refused.',
  ],
  async run({ positionals, terminal, connect, signal }) {
    const [directory] = positionals as [string];
    const reader = await publishedDirectory(directory);
    const { client } = await connect();
    const note = await client.checkpoint();
    const now = headOf(note);
    const before = await publishedHead(reader);
    if (before !== undefined && before.size > now.size) throw anotherLog(directory, before);
    let files = 0;
    for (const tile of tilesBetween(before?.size ?? 0, now.size)) {
      if (signal.aborted) return 1;
      const path = tilePath(tile);
      await writeWhole(join(directory, path), await client.publishedTile(path));
      terminal.progress(`${several(++files, 'file')} written`, undefined);
    }
    if (before !== undefined && !(await goesOn(reader, before, now))) throw anotherLog(directory, before);
    await writeWhole(join(directory, KEYS_FILE), encodeKeyChain(await client.logKeys()));
    await writeWhole(join(directory, CHECKPOINT_FILE), note);
    terminal.result(
      { directory, size: now.size, root: now.root, files },
      `The log of ${countForPeople(now.size)} records is published in ${directory}: ${several(files, 'new file')}.`,
    );
    return 0;
  },
};

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
