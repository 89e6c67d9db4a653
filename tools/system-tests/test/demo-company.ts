import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirectory } from './data-directory.ts';
import { WORKSPACE } from './workspace.ts';

const FOLDER = join(WORKSPACE, 'examples/demo-company');

/** A data directory into which the demo employer was imported, and asked about. */
export async function demoCompany(): Promise<DataDirectory> {
  const directory = await DataDirectory.fresh();
  const done = async (...command: readonly string[]): Promise<void> => {
    const { code, err } = await directory.tell(...command);
    if (code !== 0) throw new Error(`esta ${command.join(' ')} ended with ${code}: ${err}`);
  };
  await done('import', join(FOLDER, 'employees.csv'));
  await done('import', join(FOLDER, 'timesheet.csv'));
  await done('employer', '--set', await directory.file('employer.json', await readFile(join(FOLDER, 'employer.json'))));
  await done('balances', '--as-of', '2026-11-15');
  return directory;
}
