import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { PAST_COMMANDS } from './past/past-commands.ts';
import { GLOBAL_OPTIONS, OPTIONS, type Option, type OptionName } from './options.ts';
import { didYouMean, WrongUsage } from './wrong-usage.ts';

export interface Arguments {
  readonly command: Command;
  readonly positionals: readonly string[];
  readonly text: (name: OptionName) => string | undefined;
  readonly flag: (name: OptionName) => boolean;
  /** The moment that the command is asked at, where it is not now. */
  readonly when?: string;
}

/*
 * node:util's parseArgs and not commander: this is a table of options and a dozen commands, the tokens give all that
 * good messages need, and a program that starts in a tenth of a second should not load a framework first.
 */

/** Words and options, wherever they stand: `esta --data DIR balances` and `esta balances --data DIR` are the same. */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const values = new Map<string, string | true>();
  const when = words[0] === 'at' && words.length > 2 ? words[1] : undefined;
  const own = when === undefined ? words : words.slice(2);
  const command = findCommand(own, commands);
  if (when !== undefined) checkPast(command);
  const allowed: readonly OptionName[] = [...command.options, ...GLOBAL_OPTIONS];
  for (const token of tokens) {
    if (token.kind === 'option') values.set(token.name, checkOption(token, allowed, command));
  }
  const positionals = own.slice(command.name.split(' ').length);
  if (!values.has('help')) checkPositionals(positionals, command);
  return {
    command,
    positionals,
    text: (name) => values.get(name) as string | undefined,
    flag: (name) => values.get(name) === true,
    ...(when === undefined ? {} : { when }),
  };
}

function checkPast({ name }: Command): void {
  if (!PAST_COMMANDS.has(name))
    throw new WrongUsage(`\`esta at\` asks the past with ${[...PAST_COMMANDS].join(', ')}, not with ${name}.`);
}

function findCommand(words: readonly string[], commands: readonly Command[]): Command {
  const found = commands.find(({ name }) => name.split(' ').every((word, i) => words[i] === word));
  if (found) return found;
  const [word] = words;
  if (word === undefined) throw new WrongUsage('Which command? See `esta help`.');
  const under = commands.filter(({ name }) => name.startsWith(`${word} `));
  if (under.length > 0)
    throw new WrongUsage(
      `\`esta ${word}\` needs one more word: ${under.map(({ name }) => name.slice(word.length + 1)).join(', ')}. See \`esta help ${word}\`.`,
    );
  throw new WrongUsage(
    `There is no command ${JSON.stringify(word)}.${didYouMean(
      word,
      commands.map(({ name }) => name),
      (name) => `\`esta ${name}\``,
    )} See \`esta help\`.`,
  );
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function checkOption(
  { name, rawName, value }: OptionToken,
  allowed: readonly OptionName[],
  command: Command,
): string | true {
  if (!allowed.includes(name as OptionName)) {
    throw new WrongUsage(
      `\`esta ${command.name}\` does not know the option ${rawName}.${didYouMean(name, allowed, (one) => `--${one}`)} See \`esta ${command.name} --help\`.`,
    );
  }
  const option: Option = OPTIONS[name as OptionName];
  if (option.type === 'string') {
    if (value === undefined || value === '')
      throw new WrongUsage(`The option ${rawName} needs a value: ${rawName} ${option.value}.`);
    return value;
  }
  if (value !== undefined) throw new WrongUsage(`The option ${rawName} takes no value.`);
  return true;
}

function checkPositionals(given: readonly string[], { name, positionals }: Command): void {
  const needed = positionals.filter((word) => !word.startsWith('['));
  if (given.length < needed.length)
    throw new WrongUsage(
      `\`esta ${name}\` needs ${needed.slice(given.length).join(' and ')}. See \`esta ${name} --help\`.`,
    );
  if (given.length > positionals.length)
    throw new WrongUsage(
      `\`esta ${name}\` does not know what to do with ${JSON.stringify(given[positionals.length])}. See \`esta ${name} --help\`.`,
    );
}
