import type { Command } from '../command.ts';
import { recordsTable } from '../output/records-table.ts';

export const psCommand: Command = {
  name: 'ps',
  summary: 'List the running components and their state.',
  positionals: [],
  options: [],
  details: [],
  async run({ terminal, connect }) {
    const processes = await (await connect()).client.processes();
    terminal.result(processes, recordsTable(processes, 'No processes are running.'));
    return 0;
  },
};
