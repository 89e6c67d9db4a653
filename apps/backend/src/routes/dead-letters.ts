import { unwrap, type Result } from '@esta-logic/kernel-boundary';
import type { DeadLetter } from '@esta-logic/client';
import type { StoredLetter } from '../deployment/kernel-port.ts';
import { refuse } from '../http/problem.ts';
import { onlyKnown } from '../http/query-fields.ts';
import type { Route, RouteRequest } from '../http/router.ts';

/** Letters in one answer: more are behind `after`. */
const PAGE = 100;

/** `GET /api/dead-letters?after=SEQ` → messages that could not be handled, oldest first, without their payloads. */
export const deadLettersRoute: Route = {
  method: 'GET',
  path: '/api/dead-letters',
  handle: async ({ context, query }) => {
    onlyKnown(query, ['after']);
    const after = query.get('after');
    const letters = await context.kernel.deadLetters(PAGE, after === null ? undefined : numberOf(after));
    return Response.json(letters.map(summary));
  },
};

/** `GET /api/dead-letters/:seq` → one letter with its payload. */
export const deadLetterRoute: Route = {
  method: 'GET',
  path: '/api/dead-letters/:seq',
  handle: async ({ context, params }) => {
    const letter = unwrap(await context.kernel.deadLetter(numberOf(params['seq']!)));
    return Response.json({ ...summary(letter), payload: JSON.parse(letter.payload) as unknown });
  },
};

const acting = (word: string, act: (request: RouteRequest, seq: number) => Promise<Result<StoredLetter>>): Route => ({
  method: 'POST',
  path: `/api/dead-letters/:seq/${word}`,
  handle: async (request) => Response.json(summary(unwrap(await act(request, numberOf(request.params['seq']!))))),
});

/** `POST /api/dead-letters/:seq/retry` → the letter, which its target has accepted again. */
export const retryDeadLetterRoute = acting('retry', ({ context }, seq) => context.kernel.retryDeadLetter(seq));

/** `POST /api/dead-letters/:seq/discard` → the letter, which is forgotten. */
export const discardDeadLetterRoute = acting('discard', ({ context }, seq) => context.kernel.discardDeadLetter(seq));

function summary({ seq, envelope: { source, target, type, opcode, metadata }, fault }: StoredLetter): DeadLetter {
  return { seq, source, target, type, opcode, messageId: metadata.messageId, timestamp: metadata.timestamp, fault };
}

function numberOf(text: string): number {
  if (!/^\d{1,16}$/.test(text))
    refuse('invalid-argument', `A dead letter has a number such as 42, not ${JSON.stringify(text)}.`);
  return Number(text);
}
