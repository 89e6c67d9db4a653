import type { LedgerEntry } from '@esta-logic/client';
import { add, parseRational, toFraction, ZERO } from '@esta-logic/shared-types';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pdfText } from '../../test/pdf-text.ts';
import { linesOf } from './rule-notes.ts';
import { statementFonts } from './statement-fonts.ts';
import { statementCsv } from './statement-csv.ts';
import { statementPdf } from './statement-pdf.ts';
import { statementOf, type StatementFacts } from './statement.ts';

const entry = (
  date: string,
  kind: string,
  hours: string,
  balance: string,
  more: Partial<LedgerEntry> = {},
): LedgerEntry => {
  return {
    date,
    kind,
    hours,
    balance,
    year: date.slice(0, 4),
    cause: 'taken',
    rule: 'r',
    citation: 'MCL 408.963',
    pack: 'p@1',
    ...more,
  };
};
const facts: StatementFacts = {
  employee: '1019',
  name: 'Nguyễn, "Ana"',
  employer: 'Acme',
  from: '2025-12-01',
  to: '2026-01-31',
  receipt: 'm-1',
  log: { size: 42, root: 'ab'.repeat(32) },
  entries: [
    entry('2025-11-03', 'accrual', '77/6', '77/6', { counted: '385' }),
    entry('2025-12-01', 'use', '-8', '29/6'),
    entry('2025-12-31', 'forfeiture', '-5/6', '4', { cause: 'yearEnd' }),
    entry('2026-01-01', 'carryover', '4', '4', { cause: 'yearStart' }),
    entry('2026-01-05', 'adjustment', '1/3', '13/3', { cause: '=HYPERLINK("x")' }),
    entry('2026-02-01', 'use', '-1', '10/3'),
  ],
};

it('W7: cuts a period out of the ledger, across a year, and what it opens with and its sums come to what it closes with', () => {
  const { opening, closing, sums, entries } = statementOf(facts);
  expect([opening, closing, entries.length]).toEqual(['77/6', '13/3', 4]);
  expect(sums).toEqual([
    { kind: 'adjustment', hours: '1/3' },
    { kind: 'use', hours: '-8' },
    { kind: 'forfeiture', hours: '-5/6' },
  ]);
  const total = [opening, ...sums.map(({ hours }) => hours)].reduce(
    (sum, hours) => add(sum, parseRational(hours) ?? ZERO),
    ZERO,
  );
  expect(toFraction(total)).toBe(closing);
});

it('writes CSV that a spreadsheet reads: quoted names, no formulas, no dates for fractions', () => {
  const lines = statementCsv(statementOf(facts)).split('\r\n');
  expect(lines).toHaveLength(8);
  expect(lines[1]).toBe('1019,"Nguyễn, ""Ana""",2025-12-01,,Opening balance,,,12.83, 77/6,,,,,m-1');
  expect(lines[5]).toContain(`0.33, 1/3,4.33, 13/3,"'=HYPERLINK(""x"")"`);
  expect(lines[6]).toMatch(/^1019,.*,2026-01-31,,Closing balance,,,4\.33, 13\/3/);
});

const many = Array.from({ length: 150 }, (_, index) =>
  entry('2026-01-02', 'accrual', '1/30', toFraction(parseRational(`${index}/30`)!)),
);
const long = statementOf({ ...facts, entries: [...facts.entries, ...many] });

it('W5 writes a PDF whose cross-reference table points at its objects, page by page, and the same bytes every time', async () => {
  const style = { fonts: await statementFonts(), language: 'en' } as const;
  const bytes = statementPdf(long, style);
  const text = Buffer.from(bytes).toString('latin1');
  expect(text.startsWith('%PDF-1.7\n')).toBe(true);
  expect(text.endsWith('%%EOF\n')).toBe(true);
  const start = Number(/startxref\n(\d+)\n/.exec(text)![1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
  for (const [index, offset] of offsets.entries())
    expect(text.slice(offset, offset + 12)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
  for (const [, length, stream] of text.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g))
    expect(stream!.length).toBe(Number(length));
  expect(text).toContain('/Count 4');
  expect(Buffer.compare(statementPdf(long, style), bytes)).toBe(0);
});

it('W4, W7: says in either language what happened, and on every page by which receipt and log it is proved', async () => {
  const fonts = await statementFonts();
  for (const [language, words] of [
    [
      'en',
      ['Earned sick time statement of Nguyễn', 'Balance before 2025-12-01', '4 / 4', 'Receipt m-1', 'leave taken'],
    ],
    ['es', ['Estado del tiempo por enfermedad de Nguyễn', 'Saldo antes del', 'Comprobante m-1', 'tiempo tomado']],
  ] as const) {
    const written = pdfText(statementPdf(long, { fonts, language }));
    for (const word of [...words, `${'ab'.repeat(32)}`]) expect(written).toContain(word);
  }
  expect(statementCsv(long, 'es').split('\r\n')[0]).toMatch(/^Empleado,Nombre,Fecha,/);
  expect(statementCsv(long, 'es')).toContain(',Usado,');
});

it('W4: ends with what the rules of its entries say, in its language, broken into lines', async () => {
  const text = {
    en: `One hour accrues for every thirty. ${'And so on. '.repeat(20)}`,
    es: 'Una hora por cada treinta.',
  };
  const rule = { section: 'MCL 408.963', certainty: 'statute', confidence: 'A', text, sources: [] };
  const style = { fonts: await statementFonts(), pack: { rules: { r: rule } } };
  const english = pdfText(statementPdf(statementOf(facts), { ...style, language: 'en' })).split('\n');
  const first = english.findIndex((line) => line.startsWith('MCL 408.963 (r): One hour accrues'));
  expect(english[first - 1]).toBe('What these rules say');
  expect(english[first + 1]).toMatch(/And so on/);
  expect(pdfText(statementPdf(statementOf(facts), { ...style, language: 'es' }))).toContain('(r): Una hora por cada');
  expect(pdfText(statementPdf(statementOf(facts), { fonts: style.fonts, language: 'en' }))).not.toContain('rules say');
});

it('W6: says by the number whose it is, and where the whole name stands, when it has letters that no font here has', async () => {
  const fonts = await statementFonts();
  const written = (name: string, language: 'en' | 'es' = 'en'): readonly string[] =>
    pdfText(statementPdf(statementOf({ ...facts, name }), { fonts, language })).split('\n');
  for (const name of ['ليلى حداد', 'שרה לוי', 'สมชาย ใจดี']) {
    const lines = written(name);
    expect(lines[0]).toBe('Earned sick time statement of 1019');
    expect(lines[2]).toMatch(/^Employee 1019 \(/);
    expect(lines[3]).toMatch(/same statement as CSV has the whole name/);
    expect(written(name, 'es')[3]).toMatch(/en el CSV está completo/);
    expect(statementCsv(statementOf({ ...facts, name }), 'en')).toContain(name);
  }
  for (const name of ['Łukasz Őry', 'Γιώργος', 'Олена', '김민준']) {
    expect(written(name)[0]).toContain(name);
    expect(written(name)[3]).toBe('2025-12-01 to 2026-01-31');
  }
});

it('breaks a text between words, loses none, and keeps lines within the width where a word can', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
      fc.integer({ min: 4, max: 30 }),
      (words, width) => {
        const lines = linesOf(words.join(' '), width, (part) => part.length);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) if (line.includes(' ')) expect(line.length).toBeLessThanOrEqual(width);
      },
    ),
  );
});
