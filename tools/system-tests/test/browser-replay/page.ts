import { browserDigest } from '@esta-logic/driver-browser-host';
import { replayJournalFile, type ReplayReport } from '@esta-logic/replay';

/** What the page of the test offers: it fetches a journal file and replays it, line by line as it comes. */
async function replayFrom(url: string): Promise<ReplayReport> {
  const { body } = await fetch(url);
  return replayJournalFile(lines(body!), { digest: await browserDigest() });
}

async function* lines(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  // A character may be cut in two between chunks; the stream puts it together again.
  const text = bytes.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
  for await (const part of text) {
    const parts = (rest + part).split('\n');
    rest = parts.pop()!;
    yield* parts;
  }
  if (rest !== '') yield rest;
}

Object.assign(globalThis, { replayFrom });
