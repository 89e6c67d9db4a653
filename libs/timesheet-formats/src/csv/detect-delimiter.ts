import { createCsvReader } from './csv-reader.ts';

/** Delimiters that spreadsheets and time clocks write, likeliest first. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof DELIMITERS)[number];

/** How many characters of the file are looked at; the same prefix whatever the chunks, so chunking changes nothing. */
export const SNIFF_LENGTH = 16_384;

const SEP_LINE = /^\uFEFF?sep=([,;\t|])(?:\r\n|\r|\n|$)/;

/**
 * The delimiter of a file from its first characters.
 * Excel's `sep=;` first line decides; else the character that cuts most rows into the same number of cells, more than one.
 */
export function detectDelimiter(sample: string): { readonly delimiter: Delimiter; readonly sepLine: boolean } {
  const told = SEP_LINE.exec(sample)?.[1];
  if (told !== undefined) return { delimiter: told as Delimiter, sepLine: true };
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = evenness(sample, delimiter);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return { delimiter: best, sepLine: false };
}

/** Cuts agreed on: (rows with the commonest width) × (cuts in such a row). */
function evenness(sample: string, delimiter: string): number {
  const rowsOfWidth = new Map<number, number>();
  const reader = createCsvReader(delimiter, (cells) => {
    if (cells.length > 1) rowsOfWidth.set(cells.length, (rowsOfWidth.get(cells.length) ?? 0) + 1);
  });
  reader.push(sample);
  reader.end();
  let best = 0;
  for (const [width, rows] of rowsOfWidth) best = Math.max(best, rows * (width - 1));
  return best;
}

/** What a file that is not delimited text turns out to be, from its first characters; undefined for text. */
export function notText(sample: string): string | undefined {
  if (sample.startsWith('PK\u0003\u0004')) return 'an Excel workbook (.xlsx)';
  if (sample.startsWith('\u00D0\u00CF\u0011\u00E0') || sample.startsWith('\uFFFD\uFFFD\u0011\uFFFD'))
    return 'an old Excel workbook (.xls)';
  if (sample.startsWith('%PDF')) return 'a PDF document';
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(sample)) return 'a web page or XML document';
  if (sample.includes('\u0000')) return 'UTF-16 or binary data';
  return undefined;
}
