import { answers } from './handlers/answer.ts';

interface Envelope {
  readonly opcode: string;
  readonly payload: string;
}

export function handle(message: Envelope): string {
  const answer = answers[message.opcode];
  if (answer === undefined) throw { code: 1000, message: `no opcode ${message.opcode}` };
  return answer(message.payload);
}
