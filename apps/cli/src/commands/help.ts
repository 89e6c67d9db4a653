import type { Command } from '../command.ts';
import { commandHelp, overview } from '../help.ts';
import { didYouMean, WrongUsage } from '../wrong-usage.ts';

/** Help needs the list that it is itself in, so the list comes as a function. */
export const helpCommand = (commands: () => readonly Command[]): Command => ({
  name: 'help',
  summary: 'Show help, of all or of one command.',
  positionals: ['[COMMAND]', '[WORD]'],
  options: [],
  details: [],
  async run({ positionals, terminal }) {
    const name = positionals.join(' ');
    const all = commands();
    const command = all.find((one) => one.name === name);
    const under = all.filter((one) => one.name.startsWith(`${name} `));
    if (name !== '' && !command && under.length === 0)
      throw new WrongUsage(
        `There is no command ${JSON.stringify(name)}.${didYouMean(
          name,
          all.map((one) => one.name),
        )} See \`esta help\`.`,
      );
    const text = command ? commandHelp(command) : under.length > 0 ? overview(under) : overview(all);
    terminal.result({ help: text }, text);
    return 0;
  },
});
