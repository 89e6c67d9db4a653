import type { Command } from '../command.ts';
import { modulesTable } from '../output/modules-table.ts';

export const modulesCommand: Command = {
  name: 'modules',
  summary: 'List the installed components with their pinned hashes.',
  positionals: [],
  options: [],
  details: ['A component whose bytes are not the pinned ones is refused before it runs (error 4007).'],
  async run({ terminal, connect }) {
    const modules = await (await connect()).client.modules();
    terminal.result(modules, modulesTable(modules, 'No modules are installed.'));
    return 0;
  },
};
