import { basename } from 'node:path';
import type { ImportResult, Language } from '@esta-logic/client';
import { languageOption } from '../ask-kernel.ts';
import type { Command } from '../command.ts';
import { importProgress } from '../output/import-progress.ts';
import { IMPORT_WORDS } from '../output/import-words.ts';

import { table } from '../output/table.ts';
import { openUpload } from '../read-input.ts';

/** More bad rows than this are counted, not listed; `--json` has them all. */
const ROWS_SHOWN = 20;

export const importCommand: Command = {
  name: 'import',
  summary: 'Import a timesheet or an employee list (CSV).',
  positionals: ['FILE.csv'],
  options: ['layout', 'dry-run', 'skip-bad-rows', 'lang'],
  details: [
    'Recognises the exports of common time and payroll products, a generic layout, and employee lists, and says how it read the file.',
    'All rows or none: a bad row is named with its column, value and cure, and nothing is imported, unless --skip-bad-rows is given.',
    'Importing the same rows again counts them once, and makes up for hours of earlier imports that could not be counted then. The command returns when the balances include the file. FILE may be - for standard input.',
  ],
  async run({ positionals, text, flag, terminal, connect, signal }) {
    const [path] = positionals as [string];
    const language = languageOption(text('lang'));
    const file = await openUpload(path);
    const { client } = await connect();
    const options = {
      layout: text('layout') ?? 'auto',
      dryRun: flag('dry-run'),
      skipBadRows: flag('skip-bad-rows'),
      name: path === '-' ? IMPORT_WORDS[language].standardInput : basename(path),
      language,
    };
    const result = await client.importFile(file, options, { onProgress: importProgress(terminal), signal });
    terminal.result(result, importReport(result, language));
    if (result.error) terminal.note(`error ${result.error.code} ${result.error.name}: ${result.error.message}`);
    return result.error ? 1 : 0;
  },
};

/** What happened, for people. */
export function importReport(result: ImportResult, language: Language = 'en'): string {
  const { rejected, description, notes } = result;
  const words = IMPORT_WORDS[language];
  const lines = [description, ...notes.map(words.note), words.outcome(result)];
  if (rejected.length > 0) {
    const rows = rejected
      .slice(0, ROWS_SHOWN)
      .map(({ row, column, value, reason }) => [String(row), column, value, reason]);
    const [row, column, value, reason] = words.columns;
    const titles = [{ title: row, numeric: true }, { title: column }, { title: value }, { title: reason }];
    lines.push('', table(titles, rows));
    if (rejected.length > ROWS_SHOWN) lines.push(words.more(rejected.length - ROWS_SHOWN));
  }
  return lines.filter((line, i) => line !== '' || i > 0).join('\n');
}
