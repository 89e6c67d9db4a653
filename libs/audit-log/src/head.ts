import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { isHash } from './hex.ts';
import { bitsSet } from './merkle.ts';

/**
 * The grammar of the stored head: {"last":<hash>,"roots":[<hash>...],"size":<number>,"v":1}, canonical JSON.
 * `last` is the leaf hash of the newest record, `roots` are the perfect subtrees of the tree of `size` leaves, largest first.
 */
export interface StoredHead {
  readonly size: number;
  readonly last: string;
  readonly roots: readonly string[];
}

export const encodeHead = ({ size, last, roots }: StoredHead): string =>
  headText(size, last, roots.map((root) => `"${root}"`).join(','));

const headText = (size: number, last: string, roots: string): string =>
  `{"last":"${last}","roots":[${roots}],"size":${size},"v":1}`;

/** The head of a log that grows: an append changes few roots, so the text of those before them is kept. */
export class GrowingHead {
  /** Entry i is the text of the first i + 1 roots. */
  readonly #texts: string[] = [];
  last: string;

  constructor(last: string, roots: readonly string[]) {
    this.last = last;
    roots.forEach((root, i) => this.grow(i, root, last));
  }

  /** `kept` roots stayed as they were and `root` came behind them; `last` is the newest record's leaf hash. */
  grow(kept: number, root: string, last: string): void {
    this.#texts.length = kept;
    this.#texts.push(kept === 0 ? `"${root}"` : `${this.#texts[kept - 1]},"${root}"`);
    this.last = last;
  }

  encode(size: number): string {
    return headText(size, this.last, this.#texts[this.#texts.length - 1] ?? '');
  }
}

/** Undefined when the text is not a head in its only spelling. */
export function decodeHead(text: string): StoredHead | undefined {
  try {
    const { size, last, roots } = JSON.parse(text) as StoredHead;
    const sound =
      Number.isSafeInteger(size) &&
      size > 0 &&
      isHash(last) &&
      Array.isArray(roots) &&
      roots.every(isHash) &&
      roots.length === bitsSet(size);
    return sound && encodeHead({ size, last, roots }) === text ? { size, last, roots } : undefined;
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
