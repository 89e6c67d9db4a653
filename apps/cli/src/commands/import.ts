import { basename } from 'node:path';
import type { ImportResult } from '@esta-logic/client';
import type { Command } from '../command.ts';
import { importProgress } from '../output/import-progress.ts';
import { several } from '../output/numbers.ts';
import { table } from '../output/table.ts';
import { openUpload } from '../read-input.ts';

/** More bad rows than this are counted, not listed; `--json` has them all. */
const ROWS_SHOWN = 20;

export const importCommand: Command = {
  name: 'import',
  summary: 'Import a timesheet or an employee list (CSV).',
  positionals: ['FILE.csv'],
  options: ['layout', 'dry-run', 'skip-bad-rows'],
  details: [
    'Recognises the exports of common time and payroll products, a generic layout, and employee lists, and says how it read the file.',
    'All rows or none: a bad row is named with its column, value and cure, and nothing is imported, unless --skip-bad-rows is given.',
    'Importing the same rows again counts them once, and makes up for hours of earlier imports that could not be counted then. The command returns when the balances include the file. FILE may be - for standard input.',
  ],
  async run({ positionals, text, flag, terminal, connect, signal }) {
    const [path] = positionals as [string];
    const file = await openUpload(path);
    const { client } = await connect();
    const options = {
      layout: text('layout') ?? 'auto',
      dryRun: flag('dry-run'),
      skipBadRows: flag('skip-bad-rows'),
      name: path === '-' ? 'standard input' : basename(path),
    };
    const result = await client.importFile(file, options, { onProgress: importProgress(terminal), signal });
    terminal.result(result, importReport(result));
    if (result.error) terminal.note(`error ${result.error.code} ${result.error.name}: ${result.error.message}`);
    return result.error ? 1 : 0;
  },
};

/** What happened, for people. */
export function importReport(result: ImportResult): string {
  const { rejected, description, notes } = result;
  const lines = [description, ...notes.map((note) => `Note: ${note}`), outcome(result)];
  if (rejected.length > 0) {
    const rows = rejected
      .slice(0, ROWS_SHOWN)
      .map(({ row, column, value, reason }) => [String(row), column, value, reason]);
    lines.push(
      '',
      table(
        [
          { title: 'Row', numeric: true },
          { title: 'Column' },
          { title: 'Value' },
          { title: 'What is wrong, and the cure' },
        ],
        rows,
      ),
    );
    if (rejected.length > ROWS_SHOWN) lines.push(`… and ${several(rejected.length - ROWS_SHOWN, 'more bad row')}.`);
  }
  return lines.filter((line, i) => line !== '' || i > 0).join('\n');
}

function outcome({
  accepted,
  rejected,
  employees,
  shifts,
  duplicates,
  healed = 0,
  dryRun,
  error,
}: ImportResult): string {
  if (error) return `Nothing was imported: ${several(rejected.length, 'bad row')}.`;
  const skipped = rejected.length > 0 ? `, ${several(rejected.length, 'bad row')} skipped` : '';
  const what =
    shifts > 0 || duplicates > 0
      ? `${several(shifts, dryRun ? 'shift' : 'new shift')} of ${several(employees, 'employee')}`
      : several(employees, 'employee');
  const madeUp = healed > 0 ? ' Hours of an earlier import that had not reached the balances are counted now.' : '';
  const again = duplicates > 0 ? `, ${several(duplicates, 'row')} imported before` : '';
  return dryRun
    ? `Dry run: ${several(accepted, 'row')} would be imported (${what}${skipped}); nothing was changed.`
    : `${several(accepted, 'row')} imported: ${what}${again}${skipped}.${madeUp}`;
}
