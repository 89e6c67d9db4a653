import { createClient, type Client, type FetchInit } from '@esta-logic/client';

/** The API of the server that served this page. The one place where the page touches `fetch`. */
export const client: Client = createClient((url, init) => fetch(url, requestInit(init)));

function requestInit({ duplex, body, signal, ...rest }: FetchInit): RequestInit & { duplex?: 'half' } {
  return {
    ...rest,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: body as BodyInit }),
    // A File is sent as it is; only a stream needs the flag.
    ...(duplex !== undefined && body instanceof ReadableStream ? { duplex } : {}),
    ...(signal === undefined ? {} : { signal: signal as AbortSignal }),
  };
}
