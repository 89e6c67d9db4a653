import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { Handle } from '../api.ts';
import type { Entrance } from './guards.ts';

/** The control socket has no name of its own; URLs need one. */
const CONTROL_HOST = 'localhost';

/** Answers one request of node:http with a Fetch handler. Never rejects: a broken connection ends only itself. */
export async function exchange(
  handle: Handle,
  entrance: Entrance,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = toRequest(incoming, entrance);
  if (!request) {
    outgoing.writeHead(400, { 'content-type': 'text/plain' }).end('The request has no valid Host or path.\n');
    return;
  }
  const response = await handle(request, entrance);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    outgoing.end();
    return;
  }
  await pour(response.body as unknown as NodeReadableStream<Uint8Array>, outgoing);
}

function toRequest(incoming: IncomingMessage, entrance: Entrance): Request | undefined {
  const host = entrance === 'control' ? CONTROL_HOST : (incoming.headers.host ?? '');
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  try {
    const headers = new Headers();
    for (const [name, values] of Object.entries(incoming.headersDistinct))
      for (const value of values ?? []) headers.append(name, value);
    const body = hasBody ? (Readable.toWeb(incoming) as unknown as ReadableStream<Uint8Array>) : null;
    return new Request(new URL(incoming.url ?? '/', `http://${host}`), {
      method,
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
  } catch {
    return undefined;
  }
}

/** Writes a body with backpressure. A reader that leaves cancels it, so that what produces it can stop. */
async function pour(body: NodeReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const leave = (): void => void reader.cancel().catch(() => undefined);
  outgoing.once('close', leave);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (!outgoing.write(value)) await drained(outgoing);
    }
    outgoing.end();
  } catch {
    // The body failed after its head was sent: cut the connection, so that nobody takes it for complete.
    outgoing.destroy();
  } finally {
    outgoing.off('close', leave);
  }
}

const drained = (outgoing: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      outgoing.off('drain', go).off('close', go);
      resolve();
    };
    outgoing.once('drain', go).once('close', go);
  });
