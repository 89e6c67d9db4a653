import type { Client, DeadLetter } from '@esta-logic/client';
import type { Command, CommandInput } from '../command.ts';
import { table } from '../output/table.ts';
import { WrongUsage } from '../wrong-usage.ts';

const COLUMNS = [
  { title: 'seq', numeric: true },
  { title: 'died of' },
  { title: 'from' },
  { title: 'to' },
  { title: 'opcode' },
  { title: 'sent' },
];

type Action = (input: CommandInput, client: Client, seq: number) => Promise<{ document: unknown; text: string }>;

const ACTIONS: Readonly<Record<string, Action>> = {
  show: async (_, client, seq) => {
    const letter = await client.deadLetter(seq);
    return { document: letter, text: JSON.stringify(letter, null, 2) };
  },
  retry: async (_, client, seq) => {
    const letter = await client.retryDeadLetter(seq);
    return { document: letter, text: `Message ${letter.messageId} was given back to ${letter.target}.` };
  },
  discard: async (_, client, seq) => {
    const letter = await client.discardDeadLetter(seq);
    return {
      document: letter,
      text: `Message ${letter.messageId} to ${letter.target} is forgotten; the log keeps that it was.`,
    };
  },
};

export const deadLettersCommand: Command = {
  name: 'dead-letters',
  recorded: true,
  summary: 'List, show, retry or discard messages that could not be handled.',
  positionals: ['[list|show|retry|discard]', '[SEQ]'],
  options: [],
  details: [
    'A message that nobody waits for and that cannot be handled is kept as a dead letter, numbered by the record of the log that says why.',
    'A retried letter goes back to its target as it was; if it fails again, it is a dead letter under a new number.',
  ],
  async run(input) {
    const [word = 'list', number] = input.positionals;
    const seq = seqOf(word, number);
    const { client } = await input.connect();
    const { document, text } = seq === undefined ? await list(client) : await ACTIONS[word]!(input, client, seq);
    input.terminal.result(document, text);
    return 0;
  },
};

/** The number that an action needs, or undefined for the list. */
function seqOf(word: string, number: string | undefined): number | undefined {
  if (word === 'list') {
    if (number !== undefined)
      throw new WrongUsage(`\`esta dead-letters list\` does not know what to do with ${JSON.stringify(number)}.`);
    return undefined;
  }
  if (!Object.hasOwn(ACTIONS, word))
    throw new WrongUsage(`\`esta dead-letters\` can list, show, retry and discard, not ${JSON.stringify(word)}.`);
  if (number === undefined || !/^\d{1,16}$/.test(number))
    throw new WrongUsage(
      `\`esta dead-letters ${word}\` needs the number of a letter; \`esta dead-letters\` lists them.`,
    );
  return Number(number);
}

/** Every letter, page by page. */
async function list(client: Client): Promise<{ document: unknown; text: string }> {
  const letters: DeadLetter[] = [];
  for (;;) {
    const page = await client.deadLetters(letters.at(-1)?.seq);
    if (page.length === 0)
      return { document: letters, text: letters.length === 0 ? 'There are no dead letters.' : tableOf(letters) };
    letters.push(...page);
  }
}

const tableOf = (letters: readonly DeadLetter[]): string =>
  table(
    COLUMNS,
    letters.map(({ seq, fault, source, target, opcode, timestamp }) => [
      String(seq),
      `${fault.code} ${fault.name}`,
      source,
      target,
      opcode,
      timestamp,
    ]),
  );
