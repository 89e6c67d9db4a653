import { createHash } from 'node:crypto';

/**
 * The name under which an import is staged: the same bytes read the same way have the same name, so what an interrupted
 * import left behind is replaced, not joined, when the file comes again.
 */
export function importIdOf(bytes: Uint8Array, layout: string, skipBadRows: boolean): string {
  const reading = JSON.stringify([layout, skipBadRows]);
  return createHash('sha256').update(reading).update('\0').update(bytes).digest('hex').slice(0, 32);
}
