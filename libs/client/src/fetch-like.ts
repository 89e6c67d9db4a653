/**
 * The part of the Fetch standard (https://fetch.spec.whatwg.org) that the client needs, so that a browser's `fetch`,
 * Node's, a unix socket or a handler in the same process can stand behind it.
 */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  /** Text, bytes, a Blob, or a stream of bytes: whatever the function behind it can send. */
  readonly body?: unknown;
  /** Needed by Node and Chromium when the body is a stream; ignored otherwise. */
  readonly duplex?: 'half';
  readonly signal?: unknown;
}

export interface ResponseLike {
  readonly ok: boolean;
  readonly status: number;
  readonly body: BodyStream | null;
  text(): Promise<string>;
}

export type FetchLike = (url: string, init: FetchInit) => Promise<ResponseLike>;

/** A web ReadableStream or any async iterable of bytes. */
export type BodyStream = ReadableLike | AsyncIterable<Uint8Array>;

export interface ReadableLike {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    releaseLock(): void;
    cancel(): Promise<void>;
  };
}

/** The chunks of a body. Safari's streams are not async iterable, so a reader is preferred where there is one. */
export async function* chunksOf(body: BodyStream): AsyncGenerator<Uint8Array, void, undefined> {
  if (!('getReader' in body)) {
    yield* body;
    return;
  }
  const reader = body.getReader();
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      finished = done;
      if (done) return;
      if (value) yield value;
    }
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
