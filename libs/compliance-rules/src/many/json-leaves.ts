/**
 * Told of each text, number and literal of a JSON text: its path such as `events.0.hours`, and its first and next
 * character. False ends the walk.
 */
export type SeeLeaf = (path: string, from: number, to: number) => boolean;

/** A name as facts have it, and one whose path no fact has: with a point in it, it could be taken for a path. */
const PLAIN_NAME = /^[a-zA-Z\d]+$/;
const NO_FACT = '-';

/**
 * The character after the JSON value that begins at `at`; -1 for one that is written in any way but the shortest, as
 * serializers do, that names something twice, or whose walk was ended. The text must be JSON.
 */
export function endOfValue(text: string, at: number, see: SeeLeaf, path = ''): number {
  switch (text[at]) {
    case '{':
      return endOfObject(text, at + 1, see, path);
    case '[':
      return endOfList(text, at + 1, see, path);
    default: {
      const to = text[at] === '"' ? endOfText(text, at) : endOfWord(text, at);
      return to > at && see(path, at, to) ? to : -1;
    }
  }
}

/** Patterns would say it shorter, but take an interpreter three times as long. */
function endOfText(text: string, at: number): number {
  for (let to = text.indexOf('"', at + 1); to > 0; to = text.indexOf('"', to + 1)) {
    let escapes = to;
    while (text[escapes - 1] === '\\') escapes -= 1;
    if ((to - escapes) % 2 === 0) return to + 1;
  }
  return -1;
}

const AFTER_WORDS = new Set(',]} \n\r\t');

/** Of a number, `true`, `false` or `null`. */
function endOfWord(text: string, at: number): number {
  let to = at;
  while (to < text.length && !AFTER_WORDS.has(text[to]!)) to += 1;
  return to > at ? to : -1;
}

function endOfObject(text: string, first: number, see: SeeLeaf, path: string): number {
  if (text[first] === '}') return first + 1;
  const names = new Set<string>();
  for (let at = first; ; at += 1) {
    const colon = text.indexOf('":', at);
    const name = text[at] === '"' && colon > at ? text.slice(at + 1, colon) : '"';
    if (name.includes('"') || name.includes('\\') || names.has(name)) return -1;
    names.add(name);
    at = endOfValue(text, colon + 2, see, below(path, PLAIN_NAME.test(name) ? name : NO_FACT));
    if (at >= 0 && text[at] === '}') return at + 1;
    if (at < 0 || text[at] !== ',') return -1;
  }
}

function endOfList(text: string, first: number, see: SeeLeaf, path: string): number {
  if (text[first] === ']') return first + 1;
  let place = 0;
  for (let at = first; ; at += 1) {
    at = endOfValue(text, at, see, below(path, String(place)));
    if (at >= 0 && text[at] === ']') return at + 1;
    if (at < 0 || text[at] !== ',') return -1;
    place += 1;
  }
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
