import type { JsonObject } from '@esta-logic/client';
import { table } from './table.ts';

/** `blake3-` and 64 digits; twelve of them tell modules apart, `--json` has them all. */
const HASH = /^(?:[a-z0-9]+-)?[0-9a-f]{64}$/;
const DIGITS_LEFT_OUT = 52;

/** The plain fields of records under their own names: what a kernel reports is shown as it reports it. */
export function recordsTable(records: readonly JsonObject[], none: string): string {
  const [first] = records;
  if (!first) return none;
  const fields = Object.keys(first).filter((field) => typeof first[field] !== 'object');
  const columns = fields.map((field) => ({ title: field, numeric: typeof first[field] === 'number' }));
  return table(
    columns,
    records.map((record) => fields.map((field) => cell(record[field]))),
  );
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = String(value);
  return HASH.test(text) ? `${text.slice(0, -DIGITS_LEFT_OUT)}…` : text;
}
