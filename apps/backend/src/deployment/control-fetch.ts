import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import type { FetchInit, FetchLike, ResponseLike } from '@esta-logic/client';

/** A fetch over a unix socket or Windows pipe, for the client: the platform's own `fetch` knows only TCP. */
export function controlFetch(socketPath: string): FetchLike {
  return async (path, init) => {
    const response = await exchange(socketPath, path, init);
    const status = response.statusCode ?? 500;
    return {
      status,
      ok: status >= 200 && status < 300,
      body: response,
      text: () => text(response),
    } satisfies ResponseLike;
  };
}

function exchange(
  socketPath: string,
  path: string,
  { method, headers, body, signal }: FetchInit,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      socketPath,
      path,
      method,
      headers,
      ...(signal === undefined ? {} : { signal: signal as AbortSignal }),
    };
    const outgoing = httpRequest(options, resolve);
    outgoing.once('error', reject);
    if (body === undefined || body === null) outgoing.end();
    else if (typeof body === 'string' || body instanceof Uint8Array) outgoing.end(body);
    // An answer may come before the body is sent whole (a refusal): the broken pipe is then no failure of its own.
    else pipeline(Readable.from(body as AsyncIterable<Uint8Array>), outgoing).catch(reject);
  });
}
