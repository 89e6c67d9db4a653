import { LAYOUTS } from '../layouts/all-layouts.ts';
import type { Layout } from '../layout.ts';
import type { Match } from '../match-layout.ts';
import { matchHeader, missingColumns } from '../match-layout.ts';
import type { Rejection } from '../rejection.ts';
import { fileRejection, shown } from '../rejection.ts';
import type { SheetRow } from './sheet.ts';

/** How far down the headings may stand: reports put a title, a period and blank rows above them. */
export const HEADER_WITHIN = 30;

export interface FoundHeader extends Match {
  readonly header: readonly string[];
  readonly row: number;
}

/** Takes records until one is a header that a wanted layout knows; keeps what stood above it. */
export interface HeaderFinder {
  /** True once this record was the header. */
  offer(row: SheetRow): boolean;
  readonly above: readonly SheetRow[];
  found: FoundHeader | undefined;
  /** No header among the first rows: nothing below can be read. */
  readonly gaveUp: boolean;
}

/** The layouts that a `layout` option allows; undefined for a name there is none of. */
export function layoutsFor(name: string): readonly Layout[] | undefined {
  if (name === 'auto') return LAYOUTS;
  const layout = LAYOUTS.find((candidate) => candidate.name === name);
  return layout === undefined ? undefined : [layout];
}

export function createHeaderFinder(layouts: readonly Layout[]): HeaderFinder {
  const above: SheetRow[] = [];
  return {
    above,
    found: undefined,
    get gaveUp() {
      return this.found === undefined && above.length >= HEADER_WITHIN;
    },
    offer(row) {
      const match = matchHeader(row.cells, layouts);
      if (match === undefined) above.push(row);
      else this.found = { ...match, header: row.cells, row: row.row };
      return match !== undefined;
    },
  };
}

/** Why no header was found, in one sentence with a cure. */
export function noHeader(rows: readonly SheetRow[], wanted: string): Rejection {
  const likely = [...rows].sort((a, b) => filled(b) - filled(a))[0];
  if (likely === undefined || filled(likely) === 0) {
    return fileRejection(1, 'EMPTY_FILE', 'The file has no rows; export it again, as CSV with its headings.');
  }
  const names = shown(
    likely.cells
      .filter((cell) => cell.trim() !== '')
      .map((cell) => cell.trim())
      .join(', '),
  );
  const layout = LAYOUTS.find((candidate) => candidate.name === wanted);
  if (layout !== undefined) {
    const missing = missingColumns(layout, likely.cells).join(', ');
    const message = `Row ${likely.row}: as ${layout.name} this file lacks ${missing} (its headings seem to be ${names}); add what is missing, or let the layout be found with auto.`;
    return fileRejection(likely.row, 'MISSING_COLUMN', message);
  }
  const cure =
    'rename the columns to employee,date,hours or employee,start,end,break_minutes, or choose a layout by name';
  return fileRejection(
    likely.row,
    'UNKNOWN_LAYOUT',
    `Row ${likely.row}: no known layout has the headings ${names}; ${cure}.`,
  );
}

function filled(row: SheetRow): number {
  return row.cells.filter((cell) => cell.trim() !== '').length;
}

/** For a `layout` option that names none. */
export function noSuchLayout(name: string): Rejection {
  const names = LAYOUTS.map((layout) => layout.name).join(', ');
  return fileRejection(1, 'UNKNOWN_LAYOUT', `There is no layout called "${shown(name)}"; use auto or one of ${names}.`);
}
