import { parseCheckpoint } from './checkpoint.ts';
import { parseNote, formatSignature } from './signed-note.ts';
import { parseAddCheckpoint, seenOf, witnessCheckpoint, type WitnessParts, type WitnessState } from './witness.ts';

/** The answer to `POST <prefix>/add-checkpoint` (C2SP tlog-witness). */
export interface WitnessAnswer {
  /** 200 cosigned; 400 no sound request; 403 not signed by the log; 404 another log; 409 grown since; 422 a fork. */
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
  /** Of a 200: to be durable before it leaves. */
  readonly state?: WitnessState;
}

const STATUS: Readonly<Record<string, WitnessAnswer['status']>> = {
  'not-proved': 403,
  conflict: 409,
  'log-broken': 422,
};

/**
 * Answers a request. `logKeys`: of all logs that the witness watches; several of one log are its keys of then and now.
 * What it reads and what it writes of `state` must not be parted by another request.
 */
export async function answerAddCheckpoint(
  { logKeys, ...parts }: WitnessParts,
  state: WitnessState,
  body: string,
): Promise<WitnessAnswer> {
  const asked = parseAddCheckpoint(body);
  const note = asked.ok ? parseNote(asked.value.checkpoint) : asked;
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!asked.ok || !checkpoint.ok) return text(400, asked.ok ? 'This is no checkpoint of a log.' : asked.fault.message);
  const { origin, size, root } = checkpoint.value;
  const known = logKeys.filter(({ name }) => name === origin);
  if (known.length === 0) return text(404, 'This witness does not watch that log.');
  const seen = seenOf(parts.digest, state, origin);
  let answer = text(403, 'The checkpoint is not signed by its log.');
  for (const key of known) {
    const cosigned = await witnessCheckpoint({ ...parts, logKeys: [key] }, state, asked.value);
    if (cosigned.ok)
      return { ...text(200, ''), body: formatSignature(cosigned.value.line), state: cosigned.value.state };
    const status = STATUS[cosigned.fault.name] ?? 400;
    if (status !== 403) answer = text(status, cosigned.fault.message);
  }
  const otherRoot = answer.status === 422 && size === seen.size && root !== seen.root;
  return answer.status === 409 || otherRoot
    ? { status: 409, contentType: 'text/x.tlog.size', body: `${seen.size}\n` }
    : answer;
}

const text = (status: WitnessAnswer['status'], sentence: string): WitnessAnswer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body: `${sentence}\n`,
});
