import { faultOf, KernelError } from '@esta-logic/kernel-boundary';

/** A command line that cannot be understood: exit code 2. */
export class WrongUsage extends KernelError {
  constructor(message: string) {
    super(faultOf('wrong-usage', message));
  }
}

/** ` Did you mean "--as-of"?`, or nothing when no candidate is near. */
export function didYouMean(
  given: string,
  candidates: readonly string[],
  show = (name: string): string => name,
): string {
  const near = candidates
    .map((name) => ({ name, distance: editDistance(given, name) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= Math.max(2, Math.floor(near.name.length / 3))
    ? ` Did you mean ${show(near.name)}?`
    : '';
}

/** Levenshtein's distance: insertions, deletions and replacements. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
