import type { Command } from '../command.ts';
import { modulesTable } from '../output/modules-table.ts';
import { PAST_COMMANDS } from '../past/past-commands.ts';
import { connectPast } from '../past/past-connection.ts';

export const atCommand: Command = {
  name: 'at',
  summary: 'Ask what stood at an earlier moment: any command that reads, on the state and the modules of then.',
  positionals: ['WHEN', '[COMMAND]'],
  options: ['refold'],
  details: [
    'WHEN is the number of a record of the log (the state when it had committed), an instant such as 2026-06-30T12:00Z, or a day such as 2026-06-30, which means its end. For example: esta at 2026-06-30 balances --employee 1004.',
    `COMMAND is one of ${[...PAST_COMMANDS].join(', ')}, with its own options; its "today" is the moment's. Without one, the modules of then are listed.`,
    'The state is folded from the crank records into a kernel in memory; nothing that happens there is kept. Snapshots of it are left in the folder snapshots of the data directory, so that the next time begins at the one before the moment; they may be deleted at any time. Without COMMAND, --refold checks them against the records.',
  ],
  async run({ positionals: [when = ''], dataDir, terminal, flag }) {
    const past = await connectPast(dataDir, when, { refold: flag('refold') });
    try {
      const modules = await past.client.modules();
      const { seq, time } = past.moment;
      const instant = new Date(time).toISOString();
      terminal.result(
        { seq, time: instant, modules },
        `Record ${seq}, ${instant}\n\n${modulesTable(modules, 'No modules were installed.')}`,
      );
      return 0;
    } finally {
      await past.close();
    }
  },
};
