import type { TrueTypeFont } from './true-type-font.ts';

/** The fonts of a document's letters; one look in two weights. */
export interface PdfFonts {
  readonly regular: TrueTypeFont;
  readonly bold: TrueTypeFont;
}

/** Letters that are drawn with one font: `code` is what the PDF writes for them, two bytes each in hexadecimal. */
export interface FontRun {
  readonly resource: string;
  readonly code: string;
  /** In thousandths of the size. */
  readonly width: number;
}

/** Gives an object of the file a number. */
export type AddObject = (object: string) => number;

interface Used {
  readonly font: TrueTypeFont;
  readonly resource: string;
  /** Glyph → the character it is for. */
  readonly glyphs: Map<number, string>;
}

/** Not embedded: the reader's software has fonts for these collections, or fetches them; embedding one would cost megabytes. */
interface Collection {
  readonly resource: string;
  readonly baseFont: string;
  readonly ordering: string;
  readonly supplement: number;
  readonly encoding: string;
}

const KOREAN: Collection = {
  resource: 'K1',
  baseFont: 'HYGoThic-Medium',
  ordering: 'Korea1',
  supplement: 1,
  encoding: 'UniKS-UCS2-H',
};
const JAPANESE: Collection = {
  resource: 'J1',
  baseFont: 'HeiseiKakuGo-W5',
  ordering: 'Japan1',
  supplement: 2,
  encoding: 'UniJIS-UCS2-H',
};
const CHINESE: Collection = {
  resource: 'C1',
  baseFont: 'STSong-Light',
  ordering: 'GB1',
  supplement: 2,
  encoding: 'UniGB-UCS2-H',
};
const EAST_ASIAN =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]$/u;
const FULL_WIDTH = 1000;
const REPLACEMENT = '\ufffd';

/** Chooses a font for every letter of a document, remembers which were used, and writes them into the file. */
export class FontSet {
  readonly #regular: Used;
  readonly #bold: Used;
  readonly #collections = new Set<Collection>();

  constructor({ regular, bold }: PdfFonts) {
    this.#regular = { font: regular, resource: 'F1', glyphs: new Map() };
    this.#bold = { font: bold, resource: 'F2', glyphs: new Map() };
  }

  /** The text in runs of one font each. Control characters become spaces; what no font has becomes U+FFFD. */
  runs(text: string, bold: boolean): readonly FontRun[] {
    const used = bold ? this.#bold : this.#regular;
    const collection = collectionFor(text);
    const runs: FontRun[] = [];
    for (const character of printable(text)) {
      const next = isEastAsian(character) ? this.#fromCollection(character, collection) : drawn(character, used);
      const last = runs.at(-1);
      if (last?.resource !== next.resource) runs.push(next);
      else runs[runs.length - 1] = { ...last, code: last.code + next.code, width: last.width + next.width };
    }
    return runs;
  }

  /** Writes the fonts that were used; gives the resource dictionary. */
  write(add: AddObject): string {
    const embedded = [this.#regular, this.#bold].filter(({ glyphs }) => glyphs.size > 0);
    const entries = [
      ...embedded.map((used) => `/${used.resource} ${writeEmbedded(used, add)} 0 R`),
      ...[...this.#collections].map((each) => `/${each.resource} ${writeCollection(each, add)} 0 R`),
    ];
    return `<< ${entries.join(' ')} >>`;
  }

  #fromCollection(character: string, collection: Collection): FontRun {
    this.#collections.add(collection);
    return { resource: collection.resource, code: hex(character.charCodeAt(0)), width: FULL_WIDTH };
  }
}

/** Beyond the basic plane these encodings have no code. */
const isEastAsian = (character: string): boolean => character.length === 1 && EAST_ASIAN.test(character);

/** Han characters look different by country; a name that has letters of one country's own is that country's. */
function collectionFor(text: string): Collection {
  if (/\p{Script=Hangul}/u.test(text)) return KOREAN;
  return /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? JAPANESE : CHINESE;
}

/** True where every letter of the text is shown as what it is, none as a mark that something is missing. */
export function canShow(text: string, { regular }: PdfFonts): boolean {
  return [...printable(text)].every((character) => isEastAsian(character) || shownAs(character, regular) !== undefined);
}

const printable = (text: string): string => text.normalize('NFC').replace(/\p{Cc}/gu, ' ');

/** The character, or else its letter without marks; undefined where the font has neither. */
function shownAs(character: string, font: TrueTypeFont): string | undefined {
  const hasAll = (text: string): boolean =>
    text !== '' && [...text].every((one) => font.glyphOf(one.codePointAt(0)!) !== 0);
  return [character, character.normalize('NFKD').replace(/\p{M}/gu, '')].find(hasAll);
}

function drawn(character: string, { font, resource, glyphs }: Used): FontRun {
  const shown = shownAs(character, font) ?? (font.glyphOf(REPLACEMENT.codePointAt(0)!) === 0 ? '?' : REPLACEMENT);
  let [code, width] = ['', 0];
  for (const one of shown) {
    const glyph = font.glyphOf(one.codePointAt(0)!);
    glyphs.set(glyph, one);
    code += hex(glyph);
    width += thousandths(font, font.widthOf(glyph));
  }
  return { resource, code, width };
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');
const thousandths = (font: TrueTypeFont, units: number): number => Math.round((units * 1000) / font.unitsPerEm);

/** A composite font whose codes are glyph numbers, with a table back to Unicode, so that text can be searched and copied. */
function writeEmbedded({ font, glyphs }: Used, add: AddObject): number {
  // Six letters before the name say that a font is a subset (ISO 32000-1, 9.6.4).
  const name = `ESTAAA+${font.name}`;
  const file = font.subset(glyphs.keys());
  const program = add(stream(`/Length1 ${file.length}`, latin1(file)));
  const box = font.box.map((units) => thousandths(font, units)).join(' ');
  const [ascent, descent] = [thousandths(font, font.ascent), thousandths(font, font.descent)];
  const descriptor = add(
    `<< /Type /FontDescriptor /FontName /${name} /Flags 32 /FontBBox [${box}] /ItalicAngle 0 /Ascent ${ascent} /Descent ${descent} /CapHeight ${ascent} /StemV 80 /FontFile2 ${program} 0 R >>`,
  );
  const sorted = [...glyphs].sort(([a], [b]) => a - b);
  const widths = sorted.map(([glyph]) => `${glyph} [${thousandths(font, font.widthOf(glyph))}]`).join(' ');
  const descendant = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /W [${widths}] /CIDToGIDMap /Identity >>`,
  );
  const unicode = add(stream('', unicodeMap(sorted)));
  return add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
  );
}

function writeCollection({ baseFont, ordering, supplement, encoding }: Collection, add: AddObject): number {
  const descriptor = add(
    `<< /Type /FontDescriptor /FontName /${baseFont} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>`,
  );
  const descendant = add(
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /${baseFont} /CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement ${supplement} >> /FontDescriptor ${descriptor} 0 R /DW ${FULL_WIDTH} >>`,
  );
  return add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${baseFont} /Encoding /${encoding} /DescendantFonts [${descendant} 0 R] >>`,
  );
}

/** One block of a character map holds at most a hundred entries. */
const BLOCK = 100;

function unicodeMap(glyphs: readonly (readonly [number, string])[]): string {
  const blocks: string[] = [];
  for (let start = 0; start < glyphs.length; start += BLOCK) {
    const lines = glyphs
      .slice(start, start + BLOCK)
      .map(([glyph, character]) => `<${hex(glyph)}> <${utf16(character)}>`);
    blocks.push(`${lines.length} beginbfchar\n${lines.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

/** Text as UTF-16BE in hexadecimal. */
export const utf16 = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i))).join('');

/** A stream object; every character of `content` is one byte. */
export const stream = (entries: string, content: string): string =>
  `<< ${entries}${entries === '' ? '' : ' '}/Length ${content.length} >>\nstream\n${content}\nendstream`;

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
