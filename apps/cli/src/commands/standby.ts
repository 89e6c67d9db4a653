import { followPrimary, openDeployment } from '@esta-logic/backend';
import type { Command } from '../command.ts';
import { replicationNote } from '../output/replication-note.ts';
import { WrongUsage } from '../wrong-usage.ts';
import { linkIn } from './link-options.ts';
import { portIn, serve } from './start.ts';

export const standbyCommand: Command = {
  name: 'standby',
  summary: 'Follow another kernel, and take over when it is lost.',
  positionals: [],
  options: ['link', 'link-key', 'port'],
  details: [
    'The other kernel runs with `esta start --link HOST:PORT --link-key FILE`; this one connects to it there and shares the key file. Every decision is durable in both directories before anybody hears of it.',
    'When the other kernel is gone (its connection is broken for half a second, or it is silent for two) this one takes over and serves the web page; the other one can then decide nothing any more. Restart it as the standby of this one.',
  ],
  async run(input) {
    const { terminal, signal, dataDir } = input;
    const port = portIn(input.text('port'));
    const link = linkIn(input);
    if (!link) throw new WrongUsage('A standby needs --link HOST:PORT and --link-key FILE.');
    const taken = await followPrimary(
      dataDir,
      {
        ...link,
        observe: (event) => terminal.note(replicationNote(event)),
        diverged: (sentence) => terminal.note(`This machine comes to another result than the primary: ${sentence}`),
      },
      signal,
    );
    if (!taken) {
      terminal.note('Stopped following. Everything is kept.');
      return 0;
    }
    terminal.note(`The primary is lost; taking over (epoch ${taken.epoch}).`);
    const deployment = await openDeployment({ dataDir });
    try {
      await serve(deployment, port, input);
    } finally {
      await deployment.close();
    }
    terminal.note('Stopped. Everything is kept.');
    return 0;
  },
};
