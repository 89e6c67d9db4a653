import { entryCauseWords, entryKindWord, type KnownPack, type Language, type LedgerEntry } from '@esta-logic/client';
import { PAGE, pdfDocument, textWidth, type PdfPage, type PdfRule, type PdfText } from '../pdf/pdf-document.ts';
import { canShow, type PdfFonts } from '../pdf/pdf-fonts.ts';
import { PageFlow } from './page-flow.ts';
import { linesOf, ruleNotes } from './rule-notes.ts';
import { decimal } from './statement-csv.ts';
import { STATEMENT_WORDS } from './statement-words.ts';
import type { Statement } from './statement.ts';

const LEFT = 54;
const RIGHT = PAGE.width - LEFT;
const TOP = 60;
const BOTTOM = PAGE.height - 84;
const LINE = 14;
const SIZE = 9;
/** Where columns begin, or end where they hold numbers. */
const COLUMN = { date: LEFT, entry: 116, hours: 238, balance: 298, because: 312, law: 478 } as const;
const SUM = 330;
const RULE_SIZE = 8;
const RULE_LINE = 11;
const FOOT_SIZE = 7;

/** How a statement is written: the fonts, the language of everything but names, and the pack whose rules are explained. */
export interface StatementStyle {
  readonly fonts: PdfFonts;
  readonly language: Language;
  readonly pack?: Pick<KnownPack, 'rules'> | undefined;
}

/** A statement as PDF: what it comes to, every entry with its law, what the rules say, and on each page where the proof is found. */
export function statementPdf(statement: Statement, style: StatementStyle): Uint8Array {
  const { fonts, language } = style;
  const words = STATEMENT_WORDS[language];
  const title = words.title(statement.name ?? statement.employee);
  const shownName = statement.name !== null && canShow(statement.name, fonts) ? statement.name : statement.employee;
  const head = summary(statement, words.title(shownName), style);
  const flow = new PageFlow(head, { y: head.end, top: TOP, bottom: BOTTOM });
  const tableHead = (): void => {
    flow.text(...headings(flow.y, words.columns));
    flow.rule({ y: flow.y + 4, from: LEFT, to: RIGHT });
    flow.y += LINE + 2;
  };
  tableHead();
  for (const entry of statement.entries) {
    flow.room(LINE, tableHead);
    flow.text(...entryLine(entry, flow.y, style));
    flow.y += LINE;
  }
  if (statement.entries.length === 0) flow.text({ x: LEFT, y: flow.y, size: SIZE, text: words.nothing });
  else writeRules(statement, flow, style);
  const numbered = flow.pages.map((each, index): PdfPage => ({
    ...each,
    texts: [...each.texts, ...foot(statement, `${index + 1} / ${flow.pages.length}`, style)],
  }));
  return pdfDocument(numbered, { title, language }, fonts);
}

/** What the rules say that the entries name, as far as they are known. */
function writeRules({ entries }: Statement, flow: PageFlow, { fonts, language, pack }: StatementStyle): void {
  const notes = ruleNotes(entries, pack, language);
  if (notes.length === 0) return;
  flow.room(LINE * 4);
  flow.y += LINE;
  flow.text({ x: LEFT, y: flow.y, size: SIZE, bold: true, text: STATEMENT_WORDS[language].rules });
  flow.y += LINE;
  for (const { rule, section, text } of notes) {
    const lines = linesOf(`${section} (${rule}): ${text}`, RIGHT - LEFT, (part) => textWidth(part, RULE_SIZE, fonts));
    flow.room(lines.length * RULE_LINE);
    for (const line of lines) {
      flow.text({ x: LEFT, y: flow.y, size: RULE_SIZE, text: line });
      flow.y += RULE_LINE;
    }
  }
}

function summary(
  { employer, employee, name, from, to, opening, closing, sums }: Statement,
  title: string,
  { fonts, language }: StatementStyle,
): PdfPage & { readonly end: number } {
  const words = STATEMENT_WORDS[language];
  const texts: PdfText[] = [
    { x: LEFT, y: TOP, size: 16, bold: true, text: fitted(title, 16, RIGHT - LEFT, fonts, true) },
  ];
  const rules: PdfRule[] = [];
  let y = TOP + 20;
  const note = name === null || canShow(name, fonts) ? null : words.nameInCsv;
  const who = [employer, words.employee(employee, name), note, words.period(from, to)].filter((part) => part !== null);
  for (const line of who) {
    texts.push({ x: LEFT, y, size: 10, text: fitted(line, 10, RIGHT - LEFT, fonts) });
    y += LINE;
  }
  y += 8;
  const row = (label: string, hours: string, bold = false): void => {
    texts.push(
      { x: LEFT, y, size: 10, bold, text: label },
      { x: SUM, y, size: 10, bold, right: true, text: decimal(hours) },
    );
    y += LINE + 1;
  };
  row(words.before(from), opening, true);
  for (const { kind, hours } of sums) row(entryKindWord(kind, language), hours);
  rules.push({ y: y - 10, from: LEFT, to: SUM });
  y += 2;
  row(words.closing(to), closing, true);
  return { texts, rules, end: y + 18 };
}

function headings(y: number, [date, entry, hours, balance, because, law]: readonly string[]): readonly PdfText[] {
  const at = (x: number, text = '', right = false): PdfText => ({ x, y, size: SIZE, bold: true, right, text });
  return [
    at(COLUMN.date, date),
    at(COLUMN.entry, entry),
    at(COLUMN.hours, hours, true),
    at(COLUMN.balance, balance, true),
    at(COLUMN.because, because),
    at(COLUMN.law, law),
  ];
}

function entryLine(entry: LedgerEntry, y: number, { fonts, language }: StatementStyle): readonly PdfText[] {
  const at = (x: number, text: string, right = false): PdfText => ({ x, y, size: SIZE, right, text });
  const hours = decimal(entry.hours);
  const because = entryCauseWords(entry, language, decimal);
  return [
    at(COLUMN.date, entry.date),
    at(COLUMN.entry, entryKindWord(entry.kind, language)),
    at(COLUMN.hours, hours.startsWith('-') ? hours : `+${hours}`, true),
    at(COLUMN.balance, decimal(entry.balance), true),
    at(COLUMN.because, fitted(because, SIZE, COLUMN.law - COLUMN.because - 6, fonts)),
    at(COLUMN.law, fitted(entry.citation, SIZE, RIGHT - COLUMN.law, fonts)),
  ];
}

/** Where the proof is found: the law's version, the receipt, and the state of the log after the decision. */
function foot(
  { entries, receipt, log }: Statement,
  page: string,
  { fonts, language }: StatementStyle,
): readonly PdfText[] {
  const words = STATEMENT_WORDS[language];
  const pack = entries[0]?.pack;
  const lines = [
    words.rounding,
    ...(pack === undefined ? [] : [words.pack(pack)]),
    words.receipt(receipt),
    words.head(log.size, log.root),
  ];
  const texts = lines.map((text, index): PdfText => {
    const y = PAGE.height - 30 - (lines.length - 1 - index) * 10;
    return { x: LEFT, y, size: FOOT_SIZE, text: fitted(text, FOOT_SIZE, RIGHT - LEFT - 40, fonts) };
  });
  return [...texts, { x: RIGHT, y: PAGE.height - 30, size: FOOT_SIZE, right: true, text: page }];
}

/** The text, cut with an ellipsis where it does not fit. */
function fitted(text: string, size: number, width: number, fonts: PdfFonts, bold = false): string {
  if (textWidth(text, size, fonts, bold) <= width) return text;
  let cut = [...text];
  while (cut.length > 1 && textWidth(`${cut.join('')}…`, size, fonts, bold) > width) cut = cut.slice(0, -1);
  return `${cut.join('').trimEnd()}…`;
}
