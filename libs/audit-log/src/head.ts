import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { HASH_DIGITS, toHex } from './hex.ts';
import { bitsSet, type CompactRange } from './merkle.ts';
import { STEP_WIDTH } from './tile-text.ts';

/**
 * The grammar of the stored head: {"leaves":<hashes>,"roots":<hashes>,"size":<number>,"v":2}, canonical JSON.
 *
 *   leaves = the leaf hashes of the newest records, that no stored tile holds yet: size modulo STEP_WIDTH of them
 *   roots  = the perfect subtrees of at least STEP_WIDTH leaves that the tree of `size` leaves has, largest first
 *   hashes = one behind the other, 64 digits each
 *
 * The smaller subtrees follow from `leaves`.
 */
export interface StoredHead {
  readonly size: number;
  readonly leaves: string;
  readonly roots: string;
}

export const encodeHead = ({ size, leaves, roots }: StoredHead): string =>
  `{"leaves":"${leaves}","roots":"${roots}","size":${size},"v":2}`;

/** The head of a log that grows: most appends only add a leaf. */
export class GrowingHead {
  #leaves: string;
  #roots: string;

  constructor({ leaves, roots }: Pick<StoredHead, 'leaves' | 'roots'> = { leaves: '', roots: '' }) {
    this.#leaves = leaves;
    this.#roots = roots;
  }

  /** The head after `leaf`, in hexadecimal, has become the last of `range`. */
  after(leaf: string, { size, roots }: CompactRange): string {
    if (size % STEP_WIDTH === 0) {
      this.#leaves = '';
      this.#roots = roots.map(toHex).join('');
    } else this.#leaves += leaf;
    return encodeHead({ size, leaves: this.#leaves, roots: this.#roots });
  }
}

const HASHES = /^[0-9a-f]*$/;

/** Undefined when the text is not a head in its only spelling. */
export function decodeHead(text: string): StoredHead | undefined {
  try {
    const { size, leaves, roots } = JSON.parse(text) as StoredHead;
    const sound =
      Number.isSafeInteger(size) &&
      size > 0 &&
      HASHES.test(leaves) &&
      HASHES.test(roots) &&
      leaves.length === (size % STEP_WIDTH) * HASH_DIGITS &&
      roots.length === bitsSet(Math.floor(size / STEP_WIDTH)) * HASH_DIGITS;
    return sound && encodeHead({ size, leaves, roots }) === text ? { size, leaves, roots } : undefined;
  } catch {
    return undefined;
  }
}

/** @throws KernelError log-broken. */
export function requireHead(text: string): StoredHead {
  const head = decodeHead(text);
  if (head !== undefined) return head;
  throw new KernelError(
    faultOf(
      'log-broken',
      'The head of the audit log is damaged; nothing can be recorded behind it. Restore the data directory from a backup and compare.',
    ),
  );
}
