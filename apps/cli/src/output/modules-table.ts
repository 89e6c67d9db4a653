import type { JsonObject } from '@esta-logic/client';
import { table } from './table.ts';

/** Enough digits to tell modules apart; `--json` has them all. */
const DIGITS_SHOWN = 'blake3-'.length + 12;

const COLUMNS = ['Module', 'Version', 'State', 'Hash', 'Fault'].map((title) => ({ title }));

/** Modules with their state and the beginning of their pinned hash; `none` where there are none. */
export function modulesTable(modules: readonly JsonObject[], none: string): string {
  if (modules.length === 0) return none;
  const rows = modules.map(({ id, version, state, hash, fault }) => [
    ...[id, version, state].map((value) => String(value ?? '')),
    `${String(hash).slice(0, DIGITS_SHOWN)}…`,
    faultText(fault),
  ]);
  const shown = rows.some((row) => row.at(-1) !== '') ? COLUMNS : COLUMNS.slice(0, -1);
  return table(shown, rows);
}

const faultText = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'message' in fault ? String(fault.message) : String(fault ?? '');
