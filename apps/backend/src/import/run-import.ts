import type { ImportResult, Language } from '@esta-logic/client';
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
import { REFUSALS, STILL_FAILING } from './import-words.ts';

export interface ImportRequest {
  readonly bytes: Uint8Array;
  /** `auto` or the name of a layout. */
  readonly layout: string;
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  /** File name, for messages only. */
  readonly name: string | undefined;
  /** Of what the result says about the file. */
  readonly language: Language;
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
    language: request.language,
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
    notes: [...notes, ...stillFailing.map((reason) => `${STILL_FAILING[request.language]} ${reason}`)],
    ...(messages === 0 ? {} : { healed: messages }),
  };
}

/** Why nothing of the file may be imported, or undefined. */
function refusal({ rejected, accepted }: ReadFile, { skipBadRows, name, language }: ImportRequest): Fault | undefined {
  const says = REFUSALS[language];
  const first = rejected[0];
  // Not one good row: most likely the file is something else, and the first reason says what.
  if (first && accepted === 0) return faultOf('invalid-file', `${says.nothing(name)} ${first.reason}`);
  if (first && !skipBadRows) return faultOf('invalid-file', `${says.badRows(rejected.length, name)} ${first.reason}`);
  return accepted === 0 ? faultOf('invalid-file', says.noRow(name)) : undefined;
}

/** What a dry run can say without asking anybody: duplicates are known only to the time service. */
function foreseen(file: ReadFile): { employees: number; shifts: number } {
  if (file.kind === 'employees') return { employees: file.employees.length, shifts: 0 };
  return { employees: new Set(file.rows.map((row) => row.employee)).size, shifts: file.rows.length };
}
