import { fail, ok, type Result, fromBase64, toBase64 } from '@esta-logic/kernel-boundary';
import { fromHex, toHex } from './hex.ts';
import type { LogHead } from './open-log.ts';

/**
 * The grammar of a checkpoint (C2SP tlog-checkpoint): the text of a note that a log signs.
 *
 *   checkpoint = <origin> "\n" <size, decimal> "\n" base64(<root of the tree, 32 bytes>) "\n"
 *
 * A log of this release writes no extension lines; one that has them is read, and they are kept in `text`.
 */
export interface Checkpoint extends LogHead {
  /** Names the log. */
  readonly origin: string;
}

const SIZE = /^(0|[1-9]\d{0,15})$/;

export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(fromHex(root))}\n`;

/** Of the text of a note. Fault: invalid-argument. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const [origin = '', size = '', base64 = '', ...extensions] = text.split('\n');
  const root = fromBase64(base64);
  // The last newline leaves an empty piece behind it; an empty line before it would be no extension line.
  const ended = extensions.pop() === '' && !extensions.includes('');
  return origin !== '' && SIZE.test(size) && Number.isSafeInteger(Number(size)) && root?.length === 32 && ended
    ? ok({ origin, size: Number(size), root: toHex(root) })
    : fail('invalid-argument', 'The text of the note is no checkpoint of a log.');
}
