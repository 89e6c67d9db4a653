import type { JsonObject } from '@esta-logic/client';
import { table } from './table.ts';

/** Enough of a hash to tell modules apart; `--json` has it whole. */
const HASH_SHOWN = 12;

/** The plain fields of records under their own names: what a kernel reports is shown as it reports it. */
export function recordsTable(records: readonly JsonObject[], none: string): string {
  const [first] = records;
  if (!first) return none;
  const fields = Object.keys(first).filter((field) => typeof first[field] !== 'object');
  const columns = fields.map((field) => ({ title: field, numeric: typeof first[field] === 'number' }));
  return table(columns, records.map((record) => fields.map((field) => cell(record[field]))));
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  return /^[0-9a-f]{64}$/.test(text) ? text.slice(0, HASH_SHOWN) : text;
}
