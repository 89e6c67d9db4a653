/** The length of a string in UTF-8 bytes, without encoding it; lone surrogates count as U+FFFD does (3 bytes). */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

/** Whether the string takes at most `limit` UTF-8 bytes; cheap when its length alone decides. */
export const fitsUtf8 = (text: string, limit: number): boolean =>
  text.length * 3 <= limit || (text.length <= limit && utf8Length(text) <= limit);

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
