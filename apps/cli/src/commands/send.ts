import {
  MESSAGE_PRIORITIES,
  MESSAGE_TYPES,
  type MessagePriority,
  type MessageType,
  type Reply,
} from '@esta-logic/kernel-boundary';
import type { Client, MessageToSend } from '@esta-logic/client';
import type { Command } from '../command.ts';
import { parseJson, readJson } from '../read-input.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const sendCommand: Command = {
  name: 'send',
  summary: 'Send one message to a module and print its reply.',
  positionals: ['TARGET', 'OPCODE', '[JSON|-]'],
  options: ['type', 'priority', 'deadline'],
  details: [
    'The payload is JSON, or - to read it from standard input; {} when it is left out. For example: esta send employee-service employer.get',
  ],
  async run({ positionals, text, terminal, connect }) {
    const [target, opcode, source = '{}'] = positionals as [string, string, string?];
    const type = choice(text('type'), '--type', MESSAGE_TYPES);
    const priority = choice(text('priority'), '--priority', MESSAGE_PRIORITIES);
    const deadlineMs = wholeMilliseconds(text('deadline'));
    const payload = source === '-' ? await readJson('-') : parsePayload(source);
    const { client } = await connect();
    const message = {
      target,
      opcode,
      payload,
      ...(priority === undefined ? {} : { priority }),
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    };
    const reply = await (type === undefined ? sendUnderAnyType(client, message) : client.send({ ...message, type }));
    terminal.result(reply, reply.ok ? JSON.stringify(reply.payload, null, 2) : '');
    if (!reply.ok) terminal.note(`error ${reply.error.code} ${reply.error.name}: ${reply.error.message}`);
    return reply.ok ? 0 : 1;
  },
};

function parsePayload(source: string): unknown {
  try {
    return parseJson(source, 'The payload', 'wrong-usage');
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

function wholeMilliseconds(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw new WrongUsage(`The option --deadline must be a number of milliseconds, not ${JSON.stringify(given)}.`);
  return Number(given);
}

function choice<T extends MessageType | MessagePriority>(
  given: string | undefined,
  option: string,
  choices: readonly T[],
): T | undefined {
  if (given === undefined) return undefined;
  const found = choices.find((one) => one.toLowerCase() === given.toLowerCase());
  if (!found)
    throw new WrongUsage(`The option ${option} must be one of ${choices.join(', ')}, not ${JSON.stringify(given)}.`);
  return found;
}

/**
 * Tries the types in turn, so that people need not know under which one the target takes the opcode: a message of the
 * wrong type is refused at the door (unknown-opcode) and changes nothing.
 */
async function sendUnderAnyType(client: Client, message: Omit<MessageToSend, 'type'>): Promise<Reply> {
  const first = await client.send({ ...message, type: 'Query' });
  if (first.ok || first.error.name !== 'unknown-opcode') return first;
  for (const type of ['Command', 'Event'] as const) {
    const reply = await client.send({ ...message, type });
    if (reply.ok || reply.error.name !== 'unknown-opcode') return reply;
  }
  return first;
}
