import { FontSet, stream, utf16, type FontRun, type PdfFonts } from './pdf-fonts.ts';

/**
 * Pages of text as PDF 1.7 (ISO 32000-1): lines of letters at places in points, and thin rules. Nothing is compressed and
 * nothing depends on when or where it is written: the same pages have the same bytes every time.
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

export interface PdfHead {
  readonly title: string;
  /** Of the text, such as `es`: readers' software reads it aloud in it. */
  readonly language: string;
}

/** The file's bytes. */
export function pdfDocument(pages: readonly PdfPage[], { title, language }: PdfHead, fonts: PdfFonts): Uint8Array {
  const set = new FontSet(fonts);
  const contents = pages.map((page) => contentOf(page, set));
  const objects: string[] = ['', ''];
  const add = (object: string): number => objects.push(object);
  const resources = set.write(add);
  const kids = contents.map((content) => {
    const written = add(stream('', content));
    return `${add(`<< /Type /Page /Parent 2 0 R /Resources << /Font ${resources} >> /Contents ${written} 0 R >>`)} 0 R`;
  });
  const info = add(`<< /Title <feff${utf16(title)}> /Producer (ESTA-Logic) >>`);
  objects[0] = `<< /Type /Catalog /Pages 2 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >> >>`;
  objects[1] = `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] >>`;
  return assembled(objects, info);
}

/** The width of a text in points. */
export function textWidth(text: string, size: number, fonts: PdfFonts, bold = false): number {
  return widthOf(new FontSet(fonts).runs(text, bold), size);
}

const widthOf = (runs: readonly FontRun[], size: number): number =>
  (runs.reduce((sum, { width }) => sum + width, 0) * size) / 1000;

/** Objects, cross-reference table, trailer; every character of `objects` is one byte. */
function assembled(objects: readonly string[], info: number): Uint8Array {
  let file = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info ${info} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

function contentOf({ texts, rules }: PdfPage, fonts: FontSet): string {
  const lines = texts.map(({ x, y, text, size, bold = false, right = false }) => {
    const runs = fonts.runs(text, bold);
    const start = right ? x - widthOf(runs, size) : x;
    const shown = runs.map(({ resource, code }) => `/${resource} ${size} Tf <${code}> Tj`).join(' ');
    return `BT ${number(start)} ${number(PAGE.height - y)} Td ${shown} ET`;
  });
  const drawn = rules.map(
    ({ y, from, to }) =>
      `0.5 w ${number(from)} ${number(PAGE.height - y)} m ${number(to)} ${number(PAGE.height - y)} l S`,
  );
  return [...drawn, ...lines].join('\n');
}

const number = (value: number): string => String(Math.round(value * 100) / 100);
