/**
 * Pages of text as PDF 1.7 (ISO 32000-1): lines of the standard fonts Helvetica and Helvetica-Bold at places in points,
 * and thin rules. Nothing else, so that the same statement has the same bytes every time and needs no library.
 */
export interface PdfText {
  readonly x: number;
  /** From the top of the page. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  /** `x` is where the text ends: for columns of numbers. */
  readonly right?: boolean;
}

/** A horizontal line. */
export interface PdfRule {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

export interface PdfPage {
  readonly texts: readonly PdfText[];
  readonly rules: readonly PdfRule[];
}

/** US Letter in points. */
export const PAGE = { width: 612, height: 792 } as const;

/** The file's bytes; `title` and `language` are for readers' software. */
export function pdfDocument(pages: readonly PdfPage[], title: string, language: string): Uint8Array {
  const fonts = '<< /F1 3 0 R /F2 4 0 R >>';
  const first = 6;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >> >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] >>`,
    fontObject('Helvetica'),
    fontObject('Helvetica-Bold'),
    `<< /Title ${literal(title)} /Producer (ESTA-Logic) >>`,
    ...pages.flatMap((page, index) => {
      const stream = contentOf(page);
      return [
        `<< /Type /Page /Parent 2 0 R /Resources << /Font ${fonts} >> /Contents ${first + index * 2 + 1} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  return assembled(objects);
}

const fontObject = (name: string): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

/** Objects, cross-reference table, trailer; every character of `objects` is one byte. */
function assembled(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

function contentOf({ texts, rules }: PdfPage): string {
  const lines = texts.map(({ x, y, text, size, bold = false, right = false }) => {
    const start = right ? x - textWidth(text, size) : x;
    return `BT /${bold ? 'F2' : 'F1'} ${size} Tf ${number(start)} ${number(PAGE.height - y)} Td ${literal(text)} Tj ET`;
  });
  const drawn = rules.map(
    ({ y, from, to }) =>
      `0.5 w ${number(from)} ${number(PAGE.height - y)} m ${number(to)} ${number(PAGE.height - y)} l S`,
  );
  return [...drawn, ...lines].join('\n');
}

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** Widths in thousandths of the size (Adobe's metrics of Helvetica) of what numbers are made of; letters about as wide as these are on average. */
const WIDTHS: Readonly<Record<string, number>> = { '.': 278, ',': 278, ' ': 278, '-': 333, '+': 584, '/': 278 };
const USUAL_WIDTH = 556;

/** Exact for numbers, about right for words. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += WIDTHS[character] ?? USUAL_WIDTH;
  return (width * size) / 1000;
}

/** A string object in WinAnsi, one byte a character. */
function literal(text: string): string {
  return `(${winAnsi(text).replace(/[\\()]/g, (sign) => `\\${sign}`)})`;
}

/** Characters of Windows-1252 outside Latin-1 that people write. */
const WINDOWS: Readonly<Record<string, string>> = {
  '€': '\u0080',
  '‚': '\u0082',
  '„': '\u0084',
  '…': '\u0085',
  Š: '\u008a',
  Œ: '\u008c',
  Ž: '\u008e',
  '‘': '\u0091',
  '’': '\u0092',
  '“': '\u0093',
  '”': '\u0094',
  '•': '\u0095',
  '–': '\u0096',
  '—': '\u0097',
  '™': '\u0099',
  š: '\u009a',
  œ: '\u009c',
  ž: '\u009e',
  Ÿ: '\u009f',
};
/** Letters that do not come apart into a letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = { Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', ı: 'i' };

/** What the standard fonts cannot write loses its marks, or becomes a question mark: `Nguyễn` is written `Nguyen`. */
export function winAnsi(text: string): string {
  let written = '';
  for (const character of text.normalize('NFC').replace(/\p{Cc}/gu, ' ')) {
    const code = character.codePointAt(0) ?? 0;
    const latin = code < 0x80 || (code >= 0xa0 && code <= 0xff);
    written += latin ? character : (WINDOWS[character] ?? PLAIN[character] ?? withoutMarks(character));
  }
  return written;
}

function withoutMarks(character: string): string {
  const base = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return /^[\u0020-\u007e]+$/.test(base) ? base : '?';
}
