/** The order of UTF-8 bytes, for strings: code points above U+FFFF come after all others. */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return byteRank(x) - byteRank(y);
  }
  return a.length - b.length;
}

const byteRank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** The index of the first key that is not before `key`. */
export function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(keys[middle] as string, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One sorted list of two sorted lists; few new keys are inserted singly. */
export function mergeKeys(keys: string[], added: readonly string[]): string[] {
  if (added.length < 8) {
    for (const key of added) keys.splice(lowerBound(keys, key), 0, key);
    return keys;
  }
  const merged: string[] = [];
  let i = 0;
  for (const key of added) {
    while (i < keys.length && compareUtf8(keys[i] as string, key) < 0) merged.push(keys[i++] as string);
    merged.push(key);
  }
  while (i < keys.length) merged.push(keys[i++] as string);
  return merged;
}
