import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { DataDirectory, folder } from './data-directory.ts';
import { WORKSPACE } from './workspace.ts';

const FILES = join(WORKSPACE, 'examples/demo-company');

/** A data directory into which the demo employer was imported, and asked about; it goes when the test ends. */
export const demoCompany = async (): Promise<DataDirectory> => demoCompanyIn(await folder());

/** The same for all tests of a file; `around` is theirs to remove. */
export async function demoCompanyIn(around: string): Promise<DataDirectory> {
  const directory = new DataDirectory(around);
  await cp(inject('template'), directory.path, { recursive: true });
  const done = async (...command: readonly string[]): Promise<void> => {
    const { code, err } = await directory.tell(...command);
    if (code !== 0) throw new Error(`esta ${command.join(' ')} ended with ${code}: ${err}`);
  };
  await done('import', join(FILES, 'employees.csv'));
  await done('import', join(FILES, 'timesheet.csv'));
  await done('employer', '--set', await directory.file('employer.json', await readFile(join(FILES, 'employer.json'))));
  await done('balances', '--as-of', '2026-11-15');
  return directory;
}

/** A folder that lives as long as the tests of a file. */
export const folderOfFile = (): Promise<string> => mkdtemp(join(tmpdir(), 'esta-system-test-'));
