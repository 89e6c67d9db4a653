import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KernelError, type Fault } from '@esta-logic/kernel-boundary';
import { openSqlite } from '../src/index.ts';
import { startChild } from './child.ts';

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'esta-lock-'));
  file = join(directory, 'state.db');
});
afterEach(() => rmSync(directory, { recursive: true }));

function faultOnOpen(): Fault | undefined {
  try {
    openSqlite({ file }).close();
    return undefined;
  } catch (error) {
    if (error instanceof KernelError) return error.fault;
    throw error;
  }
}

it('S9 while another process holds the file it is refused at once; when that process is killed it opens', async () => {
  const child = startChild(file);
  await child.opened;
  expect(faultOnOpen()).toMatchObject({ code: 1017, name: 'directory-in-use' });
  expect(faultOnOpen()?.message).toContain(directory);
  await child.reached(3);
  expect(faultOnOpen()?.code).toBe(1017);
  await child.kill();
  expect(faultOnOpen()).toBeUndefined();
});

it('S9 the same process cannot open it twice either, and closing frees it', () => {
  const first = openSqlite({ file });
  expect(faultOnOpen()?.code).toBe(1017);
  first.commit([{ key: 'a', value: '1' }]);
  first.close();
  expect(faultOnOpen()).toBeUndefined();
});

it('S10 a file of another program, of another layout, or of garbage is refused with a sentence', () => {
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE theirs (x)');
  other.close();
  expect(faultOnOpen()).toMatchObject({
    name: 'storage-failed',
    message: expect.stringContaining('another program') as string,
  });
  rmSync(file);
  openSqlite({ file }).close();
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 2');
  newer.close();
  expect(faultOnOpen()?.message).toContain('layout 2');
  writeFileSync(file, 'not a database at all, but long enough to have a header '.repeat(40));
  expect(faultOnOpen()?.message).toContain('not a database of this kernel');
});

it('S10 a directory that cannot be made is named', () => {
  writeFileSync(join(directory, 'plain'), '');
  file = join(directory, 'plain', 'state.db');
  expect(faultOnOpen()).toMatchObject({ name: 'storage-failed', message: expect.stringContaining(file) as string });
});
