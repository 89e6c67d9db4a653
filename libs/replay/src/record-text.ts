/*
 * What decides where a record goes is read from its text, without parsing it: a quotation mark inside of a text is
 * escaped there, so these members can only be the record's own. A text that was damaged gives anything or nothing; its
 * crank is reported where it is read whole.
 */
const BLOB = /\{"blob":"([0-9a-f]{64})"\}/g;
const TERMS = '"terms":"';
const PROCESS = '"process":"';
const REST = ',"rest":{"crank":';
const RECALLED = '"ended":{"how":"recalled","message":"';
const BEFORE = '"instance":{"before":';
const HASH_DIGITS = 64;

/** Hashes of the blobs and the terms that a stored record names. */
export function hashesIn(text: string): string[] {
  const terms = termsOf(text);
  const hashes = terms === undefined ? [] : [terms];
  // Most records name no blob, and looking for a plain text is far quicker than for a pattern.
  if (text.includes('{"blob":"')) for (const [, hash] of text.matchAll(BLOB)) hashes.push(hash!);
  return hashes;
}

/** Hash of the terms of a stored record; it stands near the end. */
export function termsOf(text: string): string | undefined {
  const at = text.lastIndexOf(TERMS);
  return at < 0 ? undefined : text.slice(at + TERMS.length, at + TERMS.length + HASH_DIGITS);
}

/** Process of a stored record. */
export const processOf = (text: string): string | undefined => textBehind(text, PROCESS, 0);

/** Id of the message whose reply a stored record recalls, if it does. */
export function recalledIn(text: string): string | undefined {
  // The rest is short and stands at the end; most records have no such mark, and would be searched whole for it.
  const rest = text.lastIndexOf(REST);
  return rest < 0 ? undefined : textBehind(text, RECALLED, rest);
}

/** The crank that left the memory which a stored record's crank ran on; undefined where its instance was fresh. */
export function crankBefore(text: string): number | undefined {
  const at = text.lastIndexOf(BEFORE);
  const digits = at < 0 ? undefined : /^\d+/.exec(text.slice(at + BEFORE.length, at + BEFORE.length + 16))?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** The text whose opening quotation mark ends `mark`, which is looked for from `from` on. */
function textBehind(text: string, mark: string, from: number): string | undefined {
  const start = text.indexOf(mark, from) + mark.length;
  if (start < mark.length) return undefined;
  let end = text.indexOf('"', start);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  try {
    return end < 0 ? undefined : (JSON.parse(text.slice(start - 1, end + 1)) as string);
  } catch {
    return undefined;
  }
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}
