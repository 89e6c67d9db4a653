import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { chunksOf, type BodyStream } from './fetch-like.ts';

/** A single event is small; a longer line means that the other side does not speak this protocol. */
const LINE_LIMIT = 64 * 1024 * 1024;

/**
 * Reads newline-delimited JSON (https://github.com/ndjson/ndjson-spec): one value per line, UTF-8, empty lines ignored.
 * A line may be cut anywhere by the network. Fault: driver-failed for a line that is not JSON.
 */
export async function* readNdjson(body: BodyStream): AsyncGenerator<unknown, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  // TextDecoder is used only on whole lines: a multi-byte character may be cut between two chunks, a newline never is.
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  for await (const chunk of chunksOf(body)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pending.push(chunk.subarray(start, end));
      const value = parseLine(decoder, pending);
      pending = [];
      pendingBytes = 0;
      start = end + 1;
      if (value !== undefined) yield value;
    }
    pendingBytes += chunk.length - start;
    if (pendingBytes > LINE_LIMIT) throw broken('sent a line that is too long');
    // A copy: a producer may fill the same buffer again.
    if (start < chunk.length) pending.push(chunk.slice(start));
  }
  const last = parseLine(decoder, pending);
  if (last !== undefined) yield last;
}

function parseLine(decoder: TextDecoder, parts: readonly Uint8Array[]): unknown {
  const line = textOf(decoder, parts).trim();
  if (line === '') return undefined;
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw broken(`sent a line that is not JSON: ${line.slice(0, 80)}`);
  }
}

function textOf(decoder: TextDecoder, parts: readonly Uint8Array[]): string {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  try {
    return decoder.decode(whole);
  } catch {
    throw broken('sent a line that is not UTF-8');
  }
}

const broken = (what: string): KernelError =>
  new KernelError(faultOf('driver-failed', `The server ${what}; is it an ESTA-Logic server of this version?`));
