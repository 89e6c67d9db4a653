/**
 * Patterns of manifests are untrusted, so they get no backtracking engine. The grammar:
 *
 *   pattern = "^" item* "$"
 *   item    = ( char | "\" char | class ) quantifier?
 *   class   = "[" "^"? ( char | char "-" char | "\" char )+ "]"  |  "\d"  |  "\w"  |  "."
 *   quantifier = "*" | "+" | "?" | "{" n "}" | "{" n "," m "}"      with m <= 256
 *
 * A match is a walk over the set of reachable items: time O(length * items), whatever the pattern.
 */
type CharTest = (unit: number) => boolean;

interface Item {
  readonly test: CharTest;
  readonly optional: boolean;
  readonly repeats: boolean;
}

const MAX_ITEMS = 512;
const MAX_COUNT = 256;
const isDigit: CharTest = (unit) => unit >= 48 && unit <= 57;
const isWord: CharTest = (unit) =>
  isDigit(unit) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95;
const isAny: CharTest = (unit) => unit !== 10 && unit !== 13;
const META = '^$*+?.()[]{}|/';

/** The matcher of a pattern, or undefined when the pattern is outside the grammar. */
export function compilePattern(pattern: string): ((text: string) => boolean) | undefined {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || pattern.length > 1024) return undefined;
  const items = parseItems(pattern.slice(1, -1));
  return items && ((text) => walk(items, text));
}

function parseItems(source: string): Item[] | undefined {
  const items: Item[] = [];
  for (let at = 0; at < source.length;) {
    const atom = parseAtom(source, at);
    if (!atom) return undefined;
    const quantifier = parseQuantifier(source, atom.next);
    if (!quantifier) return undefined;
    const { least, most } = quantifier;
    for (let i = 0; i < least; i++) items.push({ test: atom.test, optional: false, repeats: false });
    if (most === Infinity) items.push({ test: atom.test, optional: true, repeats: true });
    else for (let i = least; i < most; i++) items.push({ test: atom.test, optional: true, repeats: false });
    if (items.length > MAX_ITEMS) return undefined;
    at = quantifier.next;
  }
  return items;
}

function parseAtom(source: string, at: number): { test: CharTest; next: number } | undefined {
  const char = source[at]!;
  if (char === '[') return parseClass(source, at + 1);
  if (char === '.') return { test: isAny, next: at + 1 };
  if (char === '\\') {
    const escaped = parseEscape(source[at + 1]);
    return escaped && { test: escaped, next: at + 2 };
  }
  if (META.includes(char)) return undefined;
  return { test: literal(source.charCodeAt(at)), next: at + 1 };
}

const literal =
  (wanted: number): CharTest =>
  (unit) =>
    unit === wanted;

function parseEscape(char: string | undefined): CharTest | undefined {
  if (char === 'd') return isDigit;
  if (char === 'w') return isWord;
  if (char === undefined || /[a-zA-Z0-9]/.test(char)) return undefined;
  return literal(char.charCodeAt(0));
}

function parseClass(source: string, start: number): { test: CharTest; next: number } | undefined {
  const negated = source[start] === '^';
  const tests: CharTest[] = [];
  let at = negated ? start + 1 : start;
  while (at < source.length && source[at] !== ']') {
    if (source[at] === '\\') {
      const escaped = parseEscape(source[at + 1]);
      if (!escaped) return undefined;
      tests.push(escaped);
      at += 2;
    } else if (source[at + 1] === '-' && source[at + 2] !== undefined && source[at + 2] !== ']') {
      const [low, high] = [source.charCodeAt(at), source.charCodeAt(at + 2)];
      tests.push((unit) => unit >= low && unit <= high);
      at += 3;
    } else tests.push(literal(source.charCodeAt(at++)));
  }
  if (source[at] !== ']' || tests.length === 0) return undefined;
  return { test: (unit) => tests.some((test) => test(unit)) !== negated, next: at + 1 };
}

function parseQuantifier(source: string, at: number): { least: number; most: number; next: number } | undefined {
  switch (source[at]) {
    case '*':
      return { least: 0, most: Infinity, next: at + 1 };
    case '+':
      return { least: 1, most: Infinity, next: at + 1 };
    case '?':
      return { least: 0, most: 1, next: at + 1 };
    case '{':
      return parseCount(source, at);
    default:
      return { least: 1, most: 1, next: at };
  }
}

function parseCount(source: string, at: number): { least: number; most: number; next: number } | undefined {
  const match = /^\{(\d{1,3})(?:,(\d{1,3}))?\}/.exec(source.slice(at, at + 9));
  if (!match) return undefined;
  const least = Number(match[1]);
  const most = match[2] === undefined ? least : Number(match[2]);
  return most <= MAX_COUNT && least <= most ? { least, most, next: at + match[0].length } : undefined;
}

/** `live` holds the items that may read the next character; `items.length` stands for the end. */
function walk(items: readonly Item[], text: string): boolean {
  let live = reach(items, new Set([0]));
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const next = new Set<number>();
    for (const at of live) {
      const item = items[at];
      if (item?.test(unit)) next.add(item.repeats ? at : at + 1);
    }
    if (next.size === 0) return false;
    live = reach(items, next);
  }
  return live.has(items.length);
}

/** Adds what can be reached by skipping optional items. */
function reach(items: readonly Item[], from: Set<number>): Set<number> {
  for (const at of from) if (items[at]?.optional) from.add(at + 1);
  return from;
}
