import type { FetchLike } from '@esta-logic/client';
import type { Handle } from '../api.ts';

/** A fetch that calls the API in this process: the same requests, the same answers, no socket. */
export function directFetch(handle: Handle): FetchLike {
  return async (path, { method, headers, body, signal }) => {
    const init = { method, headers, body: toBody(body), duplex: 'half' } as RequestInit;
    const response = await handle(new Request(`http://localhost${path}`, init), 'control');
    const { body: stream } = response;
    if (stream === null || signal === undefined) return response;
    return {
      ok: response.ok,
      status: response.status,
      text: () => response.text(),
      body: endedBy(stream, signal as AbortSignal),
    };
  };
}

const toBody = (body: unknown): RequestInit['body'] => {
  if (body === undefined || body === null) return null;
  return typeof body === 'string' || body instanceof Uint8Array
    ? (body as RequestInit['body'])
    : ReadableStream.from(body as AsyncIterable<Uint8Array>);
};

/** The stream, cancelled when the signal says so: a connection would be cut there. */
function endedBy(stream: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncIterable<Uint8Array> {
  return (async function* () {
    const reader = stream.getReader();
    const leave = (): void => void reader.cancel().catch(() => undefined);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  })();
}
