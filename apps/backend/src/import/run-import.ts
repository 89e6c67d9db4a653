import type { ImportResult } from '@esta-logic/client';
import { faultOf, type Fault } from '@esta-logic/kernel-boundary';
import type { DeadLetterWatch } from '../deployment/dead-letter-watch.ts';
import type { KernelPort } from '../deployment/kernel-port.ts';
import { dateInZone, zoneOf } from '../http/today.ts';
import { offsetsOf } from '../http/zone-offset.ts';
import { healEarlier } from './heal-earlier.ts';
import { importIdOf } from './import-id.ts';
import type { ImportTurns } from './import-turns.ts';
import { stageAndCommit } from './stage-rows.ts';
import type { Report } from './throttled-progress.ts';
import type { ReadFile, ReadTimesheet } from './timesheet-file.ts';
import { upsertEmployees } from './upsert-employees.ts';

export interface ImportRequest {
  readonly bytes: Uint8Array;
  /** `auto` or the name of a layout. */
  readonly layout: string;
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  /** File name, for messages only. */
  readonly name: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportPowers {
  readonly kernel: KernelPort;
  readonly deadLetters: DeadLetterWatch;
  readonly importTurns: ImportTurns;
  readonly readTimesheet: ReadTimesheet;
  readonly turn: () => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * One file from bytes to balances: every row is read and checked first; then, unless rows are bad or it is a dry run,
 * all become visible at once. The result says what happened also when the file was refused for its rows.
 * Faults: whatever the kernel reports.
 */
export async function runImport(request: ImportRequest, powers: ImportPowers, report: Report): Promise<ImportResult> {
  const zone = await zoneOf(powers.kernel);
  const file = await powers.readTimesheet(request.bytes, {
    layout: request.layout,
    offsetMinutesAt: offsetsOf(zone),
    today: dateInZone(powers.now(), zone),
    onProgress: (done, total) => report('read', done, total),
    turn: powers.turn,
    signal: request.signal,
  });
  const { layout, description, notes, rejected } = file;
  const base = { rejected, layout, description, notes, duplicates: 0 };
  const refused = refusal(file, request);
  if (refused) return { ...base, accepted: 0, employees: 0, shifts: 0, error: refused };
  if (request.dryRun) return { ...base, accepted: file.accepted, ...foreseen(file), dryRun: true };
  if (file.kind === 'employees') {
    const { created, updated } = await upsertEmployees(powers.kernel, file.employees, report);
    return { ...base, accepted: file.accepted, employees: created + updated, shifts: 0 };
  }
  const { messages, stillFailing } = await healEarlier(powers.kernel);
  const importId = importIdOf(request.bytes, layout, request.skipBadRows);
  const done = await powers.importTurns(importId, () =>
    stageAndCommit(powers, importId, file.rows, report, request.signal),
  );
  return {
    ...base,
    accepted: file.accepted,
    employees: done.employees,
    shifts: done.shifts + done.uses,
    duplicates: done.duplicates,
    notes: [...notes, ...stillFailing.map((reason) => `Hours of an earlier import still do not count: ${reason}`)],
    ...(messages === 0 ? {} : { healed: messages }),
  };
}

/** Why nothing of the file may be imported, or undefined. */
function refusal(
  { rejected, accepted }: ReadFile,
  { skipBadRows, name = 'the file' }: ImportRequest,
): Fault | undefined {
  const first = rejected[0];
  // Not one good row: most likely the file is something else, and the first reason says what.
  if (first && accepted === 0) return faultOf('invalid-file', `Nothing in ${name} can be imported. ${first.reason}`);
  if (first && !skipBadRows) {
    const rows = rejected.length === 1 ? 'One row' : `${rejected.length} rows`;
    return faultOf('invalid-file', `${rows} of ${name} cannot be read, so nothing was imported. ${first.reason}`);
  }
  if (accepted === 0) return faultOf('invalid-file', `There is no row in ${name} that can be imported.`);
  return undefined;
}

/** What a dry run can say without asking anybody: duplicates are known only to the time service. */
function foreseen(file: ReadFile): { employees: number; shifts: number } {
  if (file.kind === 'employees') return { employees: file.employees.length, shifts: 0 };
  return { employees: new Set(file.rows.map((row) => row.employee)).size, shifts: file.rows.length };
}
