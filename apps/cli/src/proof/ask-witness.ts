import {
  askOfPublished,
  formatAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  withCosignature,
  type PublishedReader,
  type VerifierKey,
} from '@esta-logic/audit-log';
import { faultOf, KernelError, unwrap, type Digest } from '@esta-logic/kernel-boundary';
import type { Terminal } from '../output/terminal.ts';
import { WrongUsage } from '../wrong-usage.ts';

/** A witness that is asked over HTTP, and the key that its cosignatures must be of. */
export interface RemoteWitness {
  readonly key: VerifierKey;
  /** The submission prefix (C2SP tlog-witness), without a slash at its end. */
  readonly url: string;
}

const WITNESS = /^(?<key>.+)@(?<url>https?:\/\/\S+?)\/*$/;
const ANSWER_TIMEOUT_MS = 15_000;
const SIZE = /^(0|[1-9]\d{0,15})\n$/;

/** Reads `KEY@URL,KEY@URL…`. */
export function remoteWitnesses(digest: Pick<Digest, 'sha256'>, given: string | undefined): readonly RemoteWitness[] {
  return (given?.split(',') ?? []).map((each) => {
    const { key = '', url = '' } = WITNESS.exec(each)?.groups ?? {};
    const parsed = parseVerifierKey(digest, key);
    if (!parsed.ok || parsed.value.use !== 'witness')
      throw new WrongUsage(
        `The option --witness needs KEY@URL here, the witness's verifier key and its address, not ${JSON.stringify(each)}; \`esta log witness --listen\` prints it.`,
      );
    return { key: parsed.value, url };
  });
}

/**
 * The checkpoint with the cosignature of a witness. Where the witness stands it says itself: a first request that does
 * not begin there is answered with its size. Faults: driver-failed (no answer), not-proved (refused, or another key).
 */
async function cosignedBy({ key, url }: RemoteWitness, reader: PublishedReader, checkpoint: string): Promise<string> {
  const { size } = unwrap(parseCheckpoint(unwrap(parseNote(checkpoint)).text));
  let oldSize = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const asked = await askOfPublished(reader, checkpoint, oldSize, size);
    const { status, body } = await post(`${url}/add-checkpoint`, formatAddCheckpoint(asked));
    if (status === 200) return unwrap(await withCosignature(reader.verifier, checkpoint, body, key));
    const [, seen] = SIZE.exec(body) ?? [];
    if (status !== 409 || seen === undefined || Number(seen) === oldSize || Number(seen) > size)
      throw failed('not-proved', `${key.name} does not cosign (${status}): ${reasonOf(status, body, size)}.`);
    oldSize = Number(seen);
  }
  throw failed('driver-failed', `${key.name} gave another size each time; another publication is under way.`);
}

/** A checkpoint with the cosignatures of the witnesses that gave theirs, and how many; why one did not is noted. */
export async function cosignedByAll(
  witnesses: readonly RemoteWitness[],
  reader: PublishedReader,
  checkpoint: string,
  { note: tell }: Pick<Terminal, 'note'>,
): Promise<{ readonly note: string; readonly count: number }> {
  let note = checkpoint;
  let count = 0;
  for (const witness of witnesses) {
    try {
      note = await cosignedBy(witness, reader, note);
      count++;
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      tell(error.fault.message);
    }
  }
  return { note, count };
}

/** One to learn where it stands, one to go on from there, and one more if another request came in between. */
const ATTEMPTS = 3;

function reasonOf(status: number, body: string, size: number): string {
  if (status === 409 && SIZE.test(body)) {
    const seen = Number(body);
    return seen > size
      ? `it has seen ${seen} records of this log, which has ${size}; was the data directory restored from a backup?`
      : `it has seen another log of ${seen} records under this name`;
  }
  return body.trim().replace(/\.$/, '') || 'it says no more';
}

async function post(url: string, body: string): Promise<{ readonly status: number; readonly body: string }> {
  try {
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    throw failed('driver-failed', `${url} does not answer: ${cause instanceof Error ? cause.message : message}.`);
  }
}

const failed = (name: 'driver-failed' | 'not-proved', message: string): KernelError =>
  new KernelError(faultOf(name, message));
