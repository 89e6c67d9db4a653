import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerAddCheckpoint, formatVerifierKey, type WitnessAnswer } from '@esta-logic/audit-log';
import type { Digest, SignatureVerifier } from '@esta-logic/kernel-boundary';
import type { WitnessMemory } from './witness-memory.ts';

/** A request has some hashes and a signed note; whatever is longer is none. */
const LARGEST_REQUEST = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;

export interface WitnessServer {
  /** Such as `http://127.0.0.1:4290`. */
  readonly url: string;
  close(): Promise<void>;
}

export interface WitnessServerParts {
  readonly memory: WitnessMemory;
  readonly digest: Digest;
  readonly verifier: SignatureVerifier;
  /** Told of each request: its status and, cosigned or not, what was said. */
  readonly onAnswer: (status: number, body: string) => void;
}

/** Serves `add-checkpoint`, and at `/` the verifier key of the witness. */
export async function serveWitness(
  { host, port }: { readonly host: string; readonly port: number },
  parts: WitnessServerParts,
): Promise<WitnessServer> {
  // One after the other: what was seen must not change between the check and the signature.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (body: string): Promise<WitnessAnswer> => {
    const mine = turn.then(() => cosigned(body, parts));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (incoming, outgoing) => {
    void respond(incoming, outgoing, parts, inTurn);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen({ host, port }, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** What was seen is durable before the cosignature leaves. */
async function cosigned(body: string, { memory, digest, verifier }: WitnessServerParts): Promise<WitnessAnswer> {
  const { signer, logKeys } = memory;
  const answer = await answerAddCheckpoint(
    { digest, verifier, signer, logKeys, now: Date.now() },
    await memory.state(),
    body,
  );
  if (answer.state !== undefined) await memory.keep(answer.state);
  return answer;
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { memory, onAnswer }: WitnessServerParts,
  inTurn: (body: string) => Promise<WitnessAnswer>,
): Promise<void> {
  const send = (status: number, type: string, body: string): void => {
    outgoing.writeHead(status, { 'content-type': type }).end(body);
  };
  const plain = 'text/plain; charset=utf-8';
  if (incoming.url === '/' && incoming.method === 'GET')
    return send(200, plain, `${formatVerifierKey(memory.signer.key)}\n`);
  if (incoming.url !== '/add-checkpoint') return send(404, plain, 'There is only /add-checkpoint.\n');
  if (incoming.method !== 'POST') return send(405, plain, 'A checkpoint is added with POST.\n');
  if (Number(incoming.headers['content-length'] ?? Infinity) > LARGEST_REQUEST)
    return send(413, plain, `A request has a length, of at most ${LARGEST_REQUEST} bytes.\n`);
  try {
    const { status, contentType, body } = await inTurn(await text(incoming));
    onAnswer(status, body.trimEnd());
    send(status, contentType, body);
  } catch (error) {
    onAnswer(500, (error as Error).message);
    send(500, plain, 'The witness failed; nothing was cosigned.\n');
  }
}
