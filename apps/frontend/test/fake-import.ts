import type { ImportEvent, ImportResult, RejectedRow } from '@esta-logic/client';

/** Waits wherever a test wants to look: before the events of a stage are sent on. */
export interface Gate {
  passed(stage: string): Promise<void>;
}

export interface ImportRequest {
  readonly text: string;
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  /** Row keys that are in already; an import adds its own. */
  readonly known: Set<string>;
  readonly gate: Gate;
}

const HEADINGS = 'employee_id,name,date,hours';

/** The import of the real server in small: the generic layout only, but the same events in the same order. */
export async function* importEvents(request: ImportRequest): AsyncGenerator<ImportEvent, void, undefined> {
  const [headings = '', ...lines] = request.text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  if (headings !== HEADINGS) {
    const reason = `Row 1: no known layout has the headings ${headings.replaceAll(',', ', ')}; rename the columns to employee,date,hours, or choose a layout by name.`;
    const rejected = [{ row: 1, column: '', value: '', reason }];
    yield {
      event: 'result',
      result: {
        ...resultOf(request, [], rejected, true),
        layout: 'unknown',
        description: `The file could not be read. ${reason}`,
        notes: [],
      },
    };
    return;
  }
  const rejected = lines.flatMap((line, index) => problemWith(line, index + 2));
  const refused = rejected.length > 0 && !request.skipBadRows;
  const good = lines.filter((line, index) => problemWith(line, index).length === 0);
  const stages = refused || request.dryRun ? (['read'] as const) : (['read', 'stage', 'commit', 'accrual'] as const);
  for (const stage of stages) {
    yield { event: 'progress', stage, done: 0, total: lines.length };
    yield { event: 'progress', stage, done: Math.ceil(lines.length / 2), total: lines.length };
    await request.gate.passed(stage);
    yield { event: 'progress', stage, done: lines.length, total: lines.length };
  }
  yield { event: 'result', result: resultOf(request, good, rejected, refused) };
}

function resultOf(
  { dryRun, known }: ImportRequest,
  good: readonly string[],
  rejected: readonly RejectedRow[],
  refused: boolean,
): ImportResult {
  const fresh = good.filter((line) => !known.has(line));
  if (!refused && !dryRun) for (const line of fresh) known.add(line);
  return {
    accepted: refused ? 0 : good.length,
    rejected,
    employees: new Set(good.map((line) => line.split(',')[0])).size,
    shifts: refused ? 0 : fresh.length,
    duplicates: dryRun || refused ? 0 : good.length - fresh.length,
    layout: 'generic-daily',
    description:
      'Read as the generic daily layout: one row per employee and day, dates month first, hours in decimals.',
    notes: ['All dates lie between Jun 1, 2026 and Jun 30, 2026.'],
    ...(dryRun ? { dryRun: true } : {}),
    ...(refused
      ? {
          error: {
            code: 1016,
            name: 'invalid-file',
            message: `${rejected.length} rows cannot be imported, so nothing was.`,
          },
        }
      : {}),
  };
}

function problemWith(line: string, row: number): RejectedRow[] {
  const [employee = '', , date = '', hours = ''] = line.split(',');
  const bad = (column: string, value: string, what: string): RejectedRow[] => [
    { row, column, value, reason: `Row ${row}, column "${column}": ${what}` },
  ];
  if (employee === '') return bad('employee_id', '', 'the cell is empty; give the number of the employee.');
  if (!/^\d{4}-\d\d-\d\d$|^\d\d\/\d\d\/\d{4}$/.test(date))
    return bad('date', date, `"${date}" is not a date; write it like 1/5/2026 or 2026-01-05.`);
  if (!/^\d{1,2}(\.\d+)?$/.test(hours))
    return bad('hours', hours, `"${hours}" is not a number of hours; write it like 8.5 or 8:30.`);
  return Number(hours) <= 24 ? [] : bad('hours', hours, 'a day has 24 hours; is this the sum of a week?');
}
