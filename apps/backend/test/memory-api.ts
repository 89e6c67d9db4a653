import { createApi, type Handle } from '../src/api.ts';
import type { ApiContext } from '../src/api-context.ts';
import { createDeadLetterWatch, type DeadLetterWatch } from '../src/deployment/dead-letter-watch.ts';
import { createJobs } from '../src/deployment/jobs.ts';
import { refuse } from '../src/http/problem.ts';
import { createImportTurns } from '../src/import/import-turns.ts';
import type { ReadTimesheet, StagedRow } from '../src/import/timesheet-file.ts';
import { createMemoryKernel, type MemoryKernel } from './memory-kernel.ts';

/** Reads `employee,date,hours` lines; a line whose hours are no number is a bad row. Enough of a format for the routes' tests. */
export const readSimpleFile: ReadTimesheet = async (bytes, { layout, onProgress }) => {
  if (layout !== 'auto' && layout !== 'simple') refuse('invalid-file', `There is no layout ${JSON.stringify(layout)}.`);
  const lines = new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line !== '');
  onProgress(0, bytes.length);
  const rows: StagedRow[] = [];
  const rejected: { row: number; column: string; value: string; reason: string }[] = [];
  for (const [i, line] of lines.entries()) {
    const [employee = '', date = '', hours = ''] = line.split(',');
    if (/^\d+$/.test(hours)) rows.push({ employee, kind: 'work', date, hours, key: line });
    else
      rejected.push({
        row: i + 1,
        column: 'hours',
        value: hours,
        reason: `Row ${i + 1}: write the hours as a number.`,
      });
  }
  onProgress(bytes.length, bytes.length);
  return {
    kind: 'timesheet',
    layout: 'simple',
    description: 'Read as simple lines.',
    notes: [],
    accepted: rows.length,
    rejected,
    rows,
    employees: [],
  };
};

export interface MemoryApi {
  readonly kernel: MemoryKernel;
  readonly deadLetters: DeadLetterWatch;
  readonly handle: Handle;
  /** One request with the client's header, as a page of this server would send it. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;
}

export function createMemoryApi(changes: Partial<ApiContext> = {}): MemoryApi {
  const kernel = createMemoryKernel();
  const deadLetters = createDeadLetterWatch();
  const handle = createApi({
    kernel,
    version: '0.1.0',
    now: () => Date.UTC(2026, 6, 1, 2, 30),
    turn: async () => undefined,
    readTimesheet: readSimpleFile,
    deadLetters,
    jobs: createJobs(),
    importTurns: createImportTurns(),
    ...changes,
  });
  const call: MemoryApi['call'] = async (method, path, body) => {
    const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await handle(
      new Request(`http://127.0.0.1:4280${path}`, { method, headers: { 'x-esta-client': '1' }, ...init }),
    );
    const text = await response.text();
    return {
      status: response.status,
      body:
        text === ''
          ? undefined
          : text.includes('"event"')
            ? text
                .trim()
                .split('\n')
                .map((line) => JSON.parse(line) as unknown)
            : (JSON.parse(text) as unknown),
    };
  };
  return { kernel, deadLetters, handle, call };
}
