import { describe, expect, it } from 'vitest';
import { unwrap } from '@esta-logic/kernel-boundary';
import { signerOf, verifier } from '../test/signing-keys.ts';
import { digest, keys, writeLog, type WrittenLog } from '../test/written-log.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { cosignersOf, withCosignature } from './cosigners.ts';
import { signNote, verifyNote } from './note-signing.ts';
import type { LogHead } from './open-log.ts';
import { proveConsistency } from './prove.ts';
import { parseNote } from './signed-note.ts';
import { answerAddCheckpoint, type WitnessAnswer } from './witness-http.ts';
import { formatAddCheckpoint, type WitnessState } from './witness.ts';

const ORIGIN = 'log.example';
const signer = signerOf(ORIGIN, 1);
const witness = signerOf('witness.example', 2, 'witness');
const parts = { digest, verifier, signer: witness, now: 1_750_000_000_999, logKeys: [signer.key] };
const log = await writeLog(300);

async function bodyOf(from: WrittenLog, oldSize: number, size: number, by = signer, origin = ORIGIN): Promise<string> {
  const head = from.heads[size] as LogHead;
  const checkpoint = await signNote(by, formatCheckpoint({ ...head, origin }));
  const stored = { store: from.store, digest, keys };
  const path = oldSize === 0 || oldSize >= size ? [] : unwrap(await proveConsistency(stored, oldSize, size)).path;
  return formatAddCheckpoint({ oldSize, path, checkpoint });
}

describe('add-checkpoint', () => {
  const seen: WitnessState = { [ORIGIN]: log.heads[100] as LogHead };
  const answer = (body: string, state = seen): Promise<WitnessAnswer> => answerAddCheckpoint(parts, state, body);

  it('L30 answers 200 with a cosignature of the checkpoint, and what to remember', async () => {
    const body = await bodyOf(log, 100, 300);
    const { status, state, body: lines } = await answer(body);
    expect([status, state]).toEqual([200, { [ORIGIN]: log.heads[300] }]);
    const checkpoint = body.slice(body.indexOf('\n\n') + 2);
    const note = unwrap(await withCosignature(verifier, checkpoint, lines, witness.key));
    const verified = unwrap(await verifyNote(verifier, unwrap(parseNote(note)), [signer.key, witness.key]));
    expect(cosignersOf(verified, [witness.key])).toEqual([{ key: witness.key, time: 1_750_000_000_000 }]);
    expect((await answer(await bodyOf(log, 0, 7), {})).status).toBe(200);
    expect((await answer(await bodyOf(log, 100, 100))).status).toBe(200);
  });

  it('L30 answers 409 with the size that it saw last, when the request does not begin there', async () => {
    for (const oldSize of [0, 99, 101]) {
      const { status, contentType, body, state } = await answer(await bodyOf(log, oldSize, 300));
      expect([status, contentType, body, state]).toEqual([409, 'text/x.tlog.size', '100\n', undefined]);
    }
    const fork = await writeLog(300, 5);
    expect((await answer(await bodyOf(fork, 100, 100))).status).toBe(409);
  });

  it('L30 answers 400, 403, 404 and 422, and remembers nothing then', async () => {
    const fork = await writeLog(300, 5);
    const sound = await bodyOf(log, 100, 300);
    const cases: [number, string][] = [
      [400, ''],
      [400, 'old 100\n\nno note'],
      [400, sound.replace('old 100', 'old 301')],
      [403, await bodyOf(log, 100, 300, signerOf(ORIGIN, 9))],
      [404, await bodyOf(log, 100, 300, signerOf('other.example', 9), 'other.example')],
      [422, await bodyOf(fork, 100, 300)],
      [422, sound.replace(/\n[^\n]+\n/, '\n')],
    ];
    for (const [status, body] of cases) {
      const answered = await answer(body);
      expect([answered.status, answered.state]).toEqual([status, undefined]);
    }
  });

  it('L30 watches several logs, and a log with the keys that it had', async () => {
    const next = signerOf(ORIGIN, 7);
    const logKeys = [signerOf('other.example', 9).key, signer.key, next.key];
    for (const by of [signer, next])
      expect((await answerAddCheckpoint({ ...parts, logKeys }, seen, await bodyOf(log, 100, 300, by))).status).toBe(
        200,
      );
  });

  it('L30 whoever asks takes only a cosignature of the key that it expects', async () => {
    const checkpoint = await signNote(signer, formatCheckpoint({ ...(log.heads[300] as LogHead), origin: ORIGIN }));
    const { body: lines } = await answer(await bodyOf(log, 100, 300));
    const { body: older } = await answer(await bodyOf(log, 100, 200));
    const stranger = signerOf('witness.example', 3, 'witness').key;
    for (const [answered, key] of [
      ['', witness.key],
      ['no line\n', witness.key],
      [lines, stranger],
      [older, witness.key],
    ] as const)
      expect((await withCosignature(verifier, checkpoint, answered, key)).ok).toBe(false);
    const once = unwrap(await withCosignature(verifier, checkpoint, lines, witness.key));
    expect(unwrap(await withCosignature(verifier, once, lines, witness.key))).toBe(once);
  });

  it('L31 a witness that signed twice counts once, and a log is no witness', async () => {
    const [a, b] = [witness.key, signerOf('b.example', 4, 'witness').key];
    const signatures = [{ key: signer.key }, { key: a, time: 1 }, { key: a, time: 2 }];
    expect(cosignersOf(signatures, [a, b, signer.key])).toEqual([{ key: a, time: 1 }]);
  });
});
