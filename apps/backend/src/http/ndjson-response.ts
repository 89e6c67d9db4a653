/** Called with each event to send; what is sent after the reader has left is dropped. */
export type Emit = (event: unknown) => void;

/**
 * A response of newline-delimited JSON that `produce` writes while it works.
 * `signal` aborts when the reader leaves; `produce` decides what that means. It must not reject: it emits its failures.
 */
export function ndjsonResponse(produce: (emit: Emit, signal: AbortSignal) => Promise<void>): Response {
  const left = new AbortController();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const emit: Emit = (event) => {
        if (!left.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      };
      // Not awaited: a stream whose start has not resolved cannot be read, and progress is to be read at once.
      void produce(emit, left.signal).then(() => {
        if (!left.signal.aborted) controller.close();
      });
    },
    cancel() {
      left.abort();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
  });
}
