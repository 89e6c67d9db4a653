import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { openRecords } from '@esta-logic/backend';
import { journalFile } from '@esta-logic/replay';
import type { Command } from '../command.ts';
import { several } from '../output/numbers.ts';
import { rangeOption } from '../replay/replay-source.ts';
import { writtenTo } from '../write-output.ts';

export const exportJournalCommand: Command = {
  name: 'export journal',
  summary: 'Write recorded cranks, with their modules, into one file that can be replayed anywhere.',
  positionals: ['FILE'],
  options: ['process', 'from', 'to'],
  details: [
    'The file holds everything that the cranks were given and did, personal data included. A name that ends in .gz compresses it.',
    '`esta replay FILE` replays it; so does a browser, with `replayJournalFile` of @esta-logic/replay.',
  ],
  async run({ positionals: [file = ''], text, dataDir, terminal }) {
    const records = await openRecords(dataDir);
    try {
      let cranks = 0;
      const lines = journalFile(records.reader, records.components, rangeOption(text), (count) => (cranks = count));
      const content = Readable.from(terminated(lines));
      const target = createWriteStream(file, { mode: 0o600 });
      const done = file.endsWith('.gz') ? pipeline(content, createGzip(), target) : pipeline(content, target);
      await writtenTo(file, done);
      terminal.result({ file, cranks }, `${several(cranks, 'crank')} written to ${file}.`);
      return 0;
    } finally {
      await records.close();
    }
  },
};

async function* terminated(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
