import { expect, test } from 'vitest';
import { readTimesheetFile } from './read-timesheet-file.ts';
import type { ReadFile } from './timesheet-file.ts';

const read = (bytes: Uint8Array): Promise<ReadFile> =>
  readTimesheetFile(bytes, {
    language: 'en',
    layout: 'auto',
    offsetMinutesAt: () => -300,
    today: '2026-11-21',
    onProgress: () => undefined,
    turn: () => Promise.resolve(),
  });

const TEXT = 'Employee ID,Name,Date,Hours\n1,Núñez,2026-01-05,8\n';

test('W16: a file keeps its letters whether it is UTF-8, marked or not, or as Windows saves it', async () => {
  const utf8 = Buffer.from(TEXT, 'utf8');
  for (const bytes of [utf8, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]), Buffer.from(TEXT, 'latin1')]) {
    expect((await read(bytes)).rows.map(({ name }) => name)).toEqual(['Núñez']);
  }
});

test('what is in neither is told: the letters of Windows by a note, lost ones of a marked file by another', async () => {
  expect((await read(Buffer.from(TEXT, 'utf8'))).notes).toEqual([]);
  expect((await read(Buffer.from(TEXT, 'latin1'))).notes.join(' ')).toMatch(/letters of Windows/);
  const broken = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(TEXT, 'latin1')]);
  expect((await read(broken)).notes.join(' ')).toMatch(/were lost/);
});

test('binary files are still refused by name', async () => {
  const utf16 = await read(Buffer.from(`\uFEFF${TEXT}`, 'utf16le'));
  expect([utf16.accepted, utf16.rejected[0]?.reason]).toEqual([0, expect.stringMatching(/UTF-16 or binary data/)]);
  const xls = await read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
  expect(xls.rejected[0]?.reason).toMatch(/old Excel workbook/);
});

test('W16: an employee list keeps the last day of who has left', async () => {
  const list = 'Employee ID,Name,Hire Date,Termination Date\n1,Ana,2025-03-03,2026-06-30\n2,Bo,2025-03-03,\n';
  expect((await read(Buffer.from(list))).employees).toEqual([
    { id: '1', name: 'Ana', hireDate: '2025-03-03', separationDate: '2026-06-30' },
    { id: '2', name: 'Bo', hireDate: '2025-03-03' },
  ]);
});
