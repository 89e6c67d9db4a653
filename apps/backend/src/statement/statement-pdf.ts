import { PAGE, pdfDocument, textWidth, type PdfPage, type PdfRule, type PdfText } from './pdf-document.ts';
import { decimal } from './statement-csv.ts';
import { causeOf, wordFor, type Statement, type StatementEntry } from './statement.ts';

const LEFT = 54;
const RIGHT = PAGE.width - LEFT;
const TOP = 60;
const BOTTOM = PAGE.height - 66;
const LINE = 14;
const SIZE = 9;
/** Where columns begin, or end where they hold numbers. */
const COLUMN = { date: LEFT, entry: 116, hours: 238, balance: 298, because: 312, law: 452 } as const;

/** A statement as PDF: what it comes to, then every entry with its law, and on each page where the proof is found. */
export function statementPdf(statement: Statement): Uint8Array {
  const title = `Earned sick time statement of ${statement.name ?? statement.employee}`;
  const head = summary(statement, title);
  const pages: { texts: PdfText[]; rules: PdfRule[] }[] = [{ texts: [...head.texts], rules: [...head.rules] }];
  let y = head.end;
  let page = pages[0]!;
  const tableHead = (): void => {
    page.texts.push(...headings(y));
    page.rules.push({ y: y + 4, from: LEFT, to: RIGHT });
    y += LINE + 2;
  };
  tableHead();
  for (const entry of statement.entries) {
    if (y > BOTTOM - LINE) {
      pages.push((page = { texts: [], rules: [] }));
      y = TOP;
      tableHead();
    }
    page.texts.push(...entryLine(entry, y));
    y += LINE;
  }
  if (statement.entries.length === 0)
    page.texts.push({ x: LEFT, y, size: SIZE, text: 'Nothing happened in this period.' });
  const numbered = pages.map((each, index): PdfPage => ({
    ...each,
    texts: [...each.texts, ...foot(statement, index + 1, pages.length)],
  }));
  return pdfDocument(numbered, title, 'en');
}

function summary(
  { employer, employee, name, from, to, opening, closing, sums }: Statement,
  title: string,
): PdfPage & { readonly end: number } {
  const texts: PdfText[] = [{ x: LEFT, y: TOP, size: 16, bold: true, text: fitted(title, 16, RIGHT - LEFT) }];
  const rules: PdfRule[] = [];
  let y = TOP + 20;
  const who = [employer, `Employee ${employee}${name === null ? '' : ` (${name})`}`, `${from} to ${to}`].filter(
    (part) => part !== null,
  );
  for (const line of who) {
    texts.push({ x: LEFT, y, size: 10, text: fitted(line, 10, RIGHT - LEFT) });
    y += LINE;
  }
  y += 8;
  const row = (label: string, hours: string, bold = false): void => {
    texts.push(
      { x: LEFT, y, size: 10, bold, text: label },
      { x: COLUMN.balance, y, size: 10, bold, right: true, text: decimal(hours) },
    );
    y += LINE + 1;
  };
  row(`Balance before ${from}`, opening, true);
  for (const { kind, hours } of sums) row(wordFor(kind), hours);
  rules.push({ y: y - 10, from: LEFT, to: COLUMN.balance });
  y += 2;
  row(`Balance on ${to}, in hours`, closing, true);
  return { texts, rules, end: y + 18 };
}

function headings(y: number): readonly PdfText[] {
  const at = (x: number, text: string, right = false): PdfText => ({ x, y, size: SIZE, bold: true, right, text });
  return [
    at(COLUMN.date, 'Date'),
    at(COLUMN.entry, 'Entry'),
    at(COLUMN.hours, 'Hours', true),
    at(COLUMN.balance, 'Balance', true),
    at(COLUMN.because, 'Because'),
    at(COLUMN.law, 'Law'),
  ];
}

function entryLine(entry: StatementEntry, y: number): readonly PdfText[] {
  const at = (x: number, text: string, right = false): PdfText => ({ x, y, size: SIZE, right, text });
  const hours = decimal(entry.hours);
  return [
    at(COLUMN.date, entry.date),
    at(COLUMN.entry, wordFor(entry.kind)),
    at(COLUMN.hours, hours.startsWith('-') ? hours : `+${hours}`, true),
    at(COLUMN.balance, decimal(entry.balance), true),
    at(COLUMN.because, fitted(causeOf(entry, decimal), SIZE, COLUMN.law - COLUMN.because - 6)),
    at(COLUMN.law, fitted(entry.citation, SIZE, RIGHT - COLUMN.law)),
  ];
}

function foot({ entries, receipt }: Statement, page: number, pages: number): readonly PdfText[] {
  const pack = entries[0]?.pack ?? '';
  return [
    {
      x: LEFT,
      y: PAGE.height - 44,
      size: 8,
      text: `Computed exactly and shown rounded to hundredths of an hour${pack === '' ? '' : `; rule pack ${pack}`}.`,
    },
    { x: LEFT, y: PAGE.height - 33, size: 8, text: `Receipt ${receipt}` },
    { x: RIGHT, y: PAGE.height - 33, size: 8, right: true, text: `${page} / ${pages}` },
  ];
}

/** The text, cut with an ellipsis where it does not fit. */
function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let cut = [...text];
  while (cut.length > 1 && textWidth(`${cut.join('')}…`, size) > width) cut = cut.slice(0, -1);
  return `${cut.join('').trimEnd()}…`;
}
