import { fail, ok, type Result, fromBase64, toBase64 } from '@esta-logic/kernel-boundary';
import { fromHex, toHex } from './hex.ts';

/**
 * The grammar of an inclusion proof in a file (C2SP tlog-proof, without its `extra` line):
 *
 *   proof = "c2sp.org/tlog-proof@v1" "\n" "index " <seq> "\n" (base64(<hash>) "\n")* "\n" <signed checkpoint>
 */
export interface TlogProof {
  readonly seq: number;
  /** From the leaf's sibling up; hexadecimal. */
  readonly path: readonly string[];
  /** A signed note, as it was found. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const INDEX = /^index (0|[1-9]\d{0,15})$/;
/** A tree of 2^53 leaves is that high. */
const LONGEST_PATH = 63;

export const formatTlogProof = ({ seq, path, checkpoint }: TlogProof): string =>
  `${HEADER}\nindex ${seq}\n${path.map((hash) => `${toBase64(fromHex(hash))}\n`).join('')}\n${checkpoint}`;

/** Fault: invalid-argument. */
export function parseTlogProof(text: string): Result<TlogProof> {
  const split = text.indexOf('\n\n');
  const [header, index = '', ...hashes] = text.slice(0, Math.max(split, 0)).split('\n');
  const [, seq] = INDEX.exec(index) ?? [];
  const path = hashes.map(fromBase64);
  const sound =
    header === HEADER &&
    Number.isSafeInteger(Number(seq ?? NaN)) &&
    path.length <= LONGEST_PATH &&
    path.every((hash) => hash?.length === 32);
  return sound
    ? ok({ seq: Number(seq), path: path.map((hash) => toHex(hash as Uint8Array)), checkpoint: text.slice(split + 2) })
    : fail('invalid-argument', 'This is no inclusion proof of a log.');
}
