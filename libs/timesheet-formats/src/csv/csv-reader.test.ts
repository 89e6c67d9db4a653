import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvReader, readCsv } from './csv-reader.ts';
import { detectDelimiter, notText } from './detect-delimiter.ts';
import { writeCsv } from './write-csv.ts';

const rowsOf = (chunks: readonly string[], delimiter = ','): [number, string[]][] => {
  const rows: [number, string[]][] = [];
  const reader = createCsvReader(delimiter, (cells, row) => rows.push([row, cells]));
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return rows;
};

const nasty = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\r', '\n', '\t', ' ', 'é', '\uFEFF', '8') });

describe('createCsvReader', () => {
  it('reads quoted commas, doubled quotes and newlines in quotes', () => {
    expect(readCsv('a,"b, c","d ""e""","f\r\ng"\r\n1,2,3,4', ',')).toEqual([
      ['a', 'b, c', 'd "e"', 'f\r\ng'],
      ['1', '2', '3', '4'],
    ]);
  });

  it('takes LF, CR and CRLF alike and drops a byte order mark', () => {
    expect(readCsv('\uFEFFa,b\n1,2\r3,4\r\n5,6', ',')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('counts rows as a spreadsheet does: blank rows count, a newline in quotes does not', () => {
    expect(rowsOf(['a\n\n"x\ny"\nz\n'])).toEqual([
      [1, ['a']],
      [2, ['']],
      [3, ['x\ny']],
      [4, ['z']],
    ]);
  });

  it('keeps empty cells at the end of a row and at the end of the file', () => {
    expect(readCsv('a,,\n,', ',')).toEqual([
      ['a', '', ''],
      ['', ''],
    ]);
  });

  it('reads stray quotes as characters instead of failing', () => {
    expect(readCsv('5\' 10",b\n"a"b,c\n', ',')).toEqual([
      ['5\' 10"', 'b'],
      ['ab', 'c'],
    ]);
  });

  it('says in which row a quoted cell was opened and never closed', () => {
    const reader = createCsvReader(',', () => undefined);
    reader.push('a,b\n1,"2\n3,4\n');
    expect(reader.end()).toEqual({ unclosedQuoteRow: 2 });
  });

  it('gives the same records wherever the text is cut', () => {
    fc.assert(
      fc.property(nasty, fc.array(fc.nat(200), { maxLength: 8 }), (text, cuts) => {
        const points = [...cuts.map((cut) => Math.min(cut, text.length)), 0, text.length].sort((a, b) => a - b);
        const chunks = points.slice(1).map((end, k) => text.slice(points[k], end));
        expect(rowsOf(chunks)).toEqual(rowsOf([text]));
        expect(rowsOf([...text])).toEqual(rowsOf([text]));
      }),
    );
  });

  it('reads back what writeCsv wrote, for every delimiter and newline', () => {
    const records = fc.array(fc.array(nasty, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        records,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r', '\r\n'),
        (rows, delimiter, newline) => {
          expect(readCsv(writeCsv(rows, delimiter, newline), delimiter)).toEqual(rows);
        },
      ),
    );
  });
});

describe('detectDelimiter', () => {
  it.each([
    ['employee,date,hours\nE1,2026-01-05,8.5\n', ','],
    ['employee;date;hours\nE1;2026-01-05;8,5\nE2;2026-01-05;7,25\n', ';'],
    ['employee\tdate\thours\nE1\t2026-01-05\t8,5\n', '\t'],
    ['employee|date|hours\nE1|2026-01-05|8\n', '|'],
    ['Title, of a report\n\nemployee;name;hours\nE1;"Doe, Jo";8\nE2;"Roe, Al";8\n', ';'],
    ['employee,date,hours\nE1,2026-01-05,8\nE2,2026-01-05,8\nE3,2026-01-05,a;b;c;d;e\n', ','],
    ['one column\nonly\n', ','],
    ['', ','],
  ])('%j', (text, delimiter) => {
    expect(detectDelimiter(text)).toEqual({ delimiter, sepLine: false });
  });

  it("obeys Excel's sep= line", () => {
    expect(detectDelimiter('sep=;\na,b;c,d\n')).toEqual({ delimiter: ';', sepLine: true });
  });
});

describe('notText', () => {
  it.each(['PK\u0003\u0004..', '%PDF-1.7', '<!DOCTYPE html>', 'a\u0000b\u0000'])('recognises %j', (text) => {
    expect(notText(text)).toBeTypeOf('string');
  });

  it('leaves text alone', () => {
    expect(notText('employee,date,hours\n')).toBeUndefined();
  });
});
