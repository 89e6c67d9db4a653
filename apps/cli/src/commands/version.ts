import type { Command } from '../command.ts';
import { VERSION } from '../version.ts';

export const versionCommand: Command = {
  name: 'version',
  summary: 'Show the version.',
  positionals: [],
  options: [],
  details: [],
  async run({ terminal }) {
    terminal.result({ version: VERSION, node: process.version }, `esta ${VERSION} (Node ${process.version})`);
    return 0;
  },
};
