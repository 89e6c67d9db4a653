/**
 * As much of a TrueType font (ISO/IEC 14496-22) as a PDF needs: which glyph a character has, how wide it is, and the
 * font cut down to some of its glyphs. Glyph numbers stay as they are, so that nothing has to be renumbered.
 */
export interface TrueTypeFont {
  /** PostScript name, such as `NotoSans-Regular`. */
  readonly name: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  /** `[xMin, yMin, xMax, yMax]` in font units. */
  readonly box: readonly [number, number, number, number];
  /** 0 where the font does not have the character. */
  glyphOf(codePoint: number): number;
  /** In font units. */
  widthOf(glyph: number): number;
  /** The font file with the outlines of these glyphs only, and of what they are composed of. */
  subset(glyphs: Iterable<number>): Uint8Array;
}

/** Reads a font whose character map has a Unicode table of format 4. @throws Error for any other file. */
export function readTrueTypeFont(bytes: Uint8Array): TrueTypeFont {
  const tables = directoryOf(bytes);
  const view = (tag: string): DataView => {
    const table = tables.get(tag);
    if (table === undefined) throw new Error(`The font has no table ${tag}.`);
    return new DataView(table.buffer, table.byteOffset, table.byteLength);
  };
  const [head, hhea, maxp, hmtx, loca] = ['head', 'hhea', 'maxp', 'hmtx', 'loca'].map(view) as [
    DataView, DataView, DataView, DataView, DataView,
  ]; // prettier-ignore
  const glyphs = maxp.getUint16(4);
  const metrics = hhea.getUint16(34);
  const long = head.getInt16(50) === 1;
  const offset = (glyph: number): number => (long ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  const glyf = tables.get('glyf')!;
  const outline = (glyph: number): Uint8Array => glyf.subarray(offset(glyph), offset(glyph + 1));
  return {
    name: postScriptName(view('name')),
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    glyphOf: characterMap(view('cmap')),
    widthOf: (glyph) => hmtx.getUint16(Math.min(glyph, metrics - 1) * 4),
    subset: (wanted) => fontFile(tables, glyphs, withComponents(wanted, outline), outline),
  };
}

function directoryOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    const start = view.getUint32(at + 8);
    tables.set(tag, bytes.subarray(start, start + view.getUint32(at + 12)));
  }
  return tables;
}

const POSTSCRIPT_NAME = 6;

function postScriptName(name: DataView): string {
  const strings = name.getUint16(4);
  for (let i = 0; i < name.getUint16(2); i++) {
    const at = 6 + i * 12;
    if (name.getUint16(at + 6) !== POSTSCRIPT_NAME) continue;
    const start = strings + name.getUint16(at + 10);
    const raw = Array.from({ length: name.getUint16(at + 8) }, (_, k) => name.getUint8(start + k));
    // UTF-16 of ASCII letters, or ASCII: without the zero bytes both are the same.
    return String.fromCharCode(...raw.filter((byte) => byte !== 0));
  }
  throw new Error('The font has no PostScript name.');
}

/** Format 4 of the table `cmap`: segments of code points, each with a shift or a list of glyphs. */
function characterMap(cmap: DataView): (codePoint: number) => number {
  const start = Array.from({ length: cmap.getUint16(2) }, (_, i) => cmap.getUint32(4 + i * 8 + 4)).find(
    (at) => cmap.getUint16(at) === 4,
  );
  if (start === undefined) throw new Error('The font has no character map of format 4.');
  const segments = cmap.getUint16(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const ranges = deltas + segments * 2;
  return (codePoint) => {
    for (let i = 0; i < segments && codePoint <= 0xffff; i++) {
      if (codePoint > cmap.getUint16(ends + i * 2)) continue;
      const first = cmap.getUint16(starts + i * 2);
      if (codePoint < first) return 0;
      const delta = cmap.getUint16(deltas + i * 2);
      const range = cmap.getUint16(ranges + i * 2);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = cmap.getUint16(ranges + i * 2 + range + (codePoint - first) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

const WORD_ARGUMENTS = 1;
const SCALE = 8;
const MORE_COMPONENTS = 32;
const SCALE_X_AND_Y = 64;
const TWO_BY_TWO = 128;

/** The glyphs that a composite one is made of; none for a simple one. */
function componentsOf(outline: Uint8Array): readonly number[] {
  if (outline.length === 0) return [];
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (view.getInt16(0) >= 0) return [];
  const parts: number[] = [];
  for (let at = 10; ;) {
    const flags = view.getUint16(at);
    parts.push(view.getUint16(at + 2));
    const scale = flags & SCALE ? 2 : flags & SCALE_X_AND_Y ? 4 : flags & TWO_BY_TWO ? 8 : 0;
    at += 4 + (flags & WORD_ARGUMENTS ? 4 : 2) + scale;
    if ((flags & MORE_COMPONENTS) === 0) return parts;
  }
}

/** With glyph 0, which stands for what is missing, and all parts of composite glyphs. */
function withComponents(glyphs: Iterable<number>, outline: (glyph: number) => Uint8Array): ReadonlySet<number> {
  const all = new Set<number>([0, ...glyphs]);
  // A set that grows while it is walked is walked to its new end.
  for (const glyph of all) for (const part of componentsOf(outline(glyph))) all.add(part);
  return all;
}

/** What a PDF reader needs; its own widths and character map stand in the PDF. */
const KEPT = ['head', 'hhea', 'maxp', 'hmtx'];

function fontFile(
  tables: ReadonlyMap<string, Uint8Array>,
  glyphs: number,
  kept: ReadonlySet<number>,
  outline: (glyph: number) => Uint8Array,
): Uint8Array {
  const loca = new DataView(new ArrayBuffer((glyphs + 1) * 4));
  const outlines: Uint8Array[] = [];
  let length = 0;
  for (let glyph = 0; glyph < glyphs; glyph++) {
    loca.setUint32(glyph * 4, length);
    if (!kept.has(glyph)) continue;
    const padded = padTo4(outline(glyph));
    outlines.push(padded);
    length += padded.length;
  }
  loca.setUint32(glyphs * 4, length);
  // Not `slice`: that of a Node buffer is a view of the font itself.
  const head = Uint8Array.from(tables.get('head')!);
  new DataView(head.buffer).setInt16(50, 1);
  return assembled([
    ...KEPT.map((tag): [string, Uint8Array] => [tag, tag === 'head' ? head : tables.get(tag)!]),
    ['loca', new Uint8Array(loca.buffer)],
    ['glyf', joined(outlines)],
  ]);
}

/** Offset table, then the tables in the order of their tags, each at a multiple of four bytes. */
function assembled(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const header = new DataView(new ArrayBuffer(12 + sorted.length * 16));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  header.setUint32(0, 0x00010000);
  [sorted.length, power * 16, Math.log2(power), (sorted.length - power) * 16].forEach((value, i) =>
    header.setUint16(4 + i * 2, value),
  );
  let offset = header.byteLength;
  for (const [i, [tag, bytes]] of sorted.entries()) {
    const at = 12 + i * 16;
    for (let k = 0; k < 4; k++) header.setUint8(at + k, tag.charCodeAt(k));
    header.setUint32(at + 4, checksum(padTo4(bytes)));
    header.setUint32(at + 8, offset);
    header.setUint32(at + 12, bytes.length);
    offset += padTo4(bytes).length;
  }
  return joined([new Uint8Array(header.buffer), ...sorted.map(([, bytes]) => padTo4(bytes))]);
}

function checksum(padded: Uint8Array): number {
  const view = new DataView(padded.buffer, padded.byteOffset, padded.byteLength);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

function padTo4(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 4 === 0) return bytes;
  const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  padded.set(bytes);
  return padded;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
