import { several } from '../output/numbers.ts';
import type { Command } from '../command.ts';

export const logVerifyCommand: Command = {
  name: 'log verify',
  summary: 'Check the whole audit log: every entry, every link.',
  positionals: [],
  options: [],
  details: ['Ends with 0 only if the log is whole.'],
  async run({ terminal, connect }) {
    const report = await (await connect()).client.verifyLog();
    const text = report.ok
      ? `The log is whole: ${several(report.entries, 'entry', 'entries')}, head ${report.head}.`
      : `The log is broken: ${report.problem?.what ?? 'no reason is given.'}`;
    terminal.result(report, text);
    return report.ok ? 0 : 1;
  },
};
