/** Matching of free names (`careOfChildClosedSchool`, "domestic violence") against the words of a pack. */

/** Lower-case words of a camelCase, spaced, dashed or underscored name. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** True when one of the pack's words begins a word of the name, or stands in the name written together. */
export function namesAny(name: string, words: readonly string[]): boolean {
  const parts = wordsOf(name);
  const together = parts.join('');
  const atWordStart = new Set<number>();
  let length = 0;
  for (const part of parts) {
    atWordStart.add(length);
    length += part.length;
  }
  return words.some((word) => {
    for (let at = together.indexOf(word); at >= 0; at = together.indexOf(word, at + 1)) {
      if (atWordStart.has(at)) return true;
    }
    return false;
  });
}

const NEGATIONS = new Set(['no', 'not', 'without', 'never', 'doesnt', 'isnt', 'lacks', 'non', 'unpaid']);

/** True for a name that says the contrary of its other words: `noDisplacement`, `notEntitledToJob`. */
export function isNegated(name: string): boolean {
  return wordsOf(name).some((word) => NEGATIONS.has(word));
}
