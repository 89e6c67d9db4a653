import { compare } from '@esta-logic/shared-types';
import type { Draft } from './draft.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { refuse } from './sheet.ts';

/**
 * Nobody works two shifts at once: of two punches of one employee that overlap, the later one is refused.
 * Which is later depends on the times alone, not on the order of rows, so that sorting a file changes nothing.
 */
export function withoutOverlaps(
  sheet: Sheet,
  drafts: readonly Draft[],
  rowAt: (row: number) => SheetRow,
): readonly Draft[] {
  const byEmployee = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.kind !== 'work' || draft.start === undefined) continue;
    const list = byEmployee.get(draft.employee);
    if (list === undefined) byEmployee.set(draft.employee, [draft]);
    else list.push(draft);
  }
  const refused = new Set<Draft>();
  for (const list of byEmployee.values()) {
    list.sort(earlier);
    let last: Draft | undefined;
    for (const draft of list) {
      if (last === undefined || (draft.start?.seconds ?? 0) >= (last.end?.seconds ?? 0)) last = draft;
      else {
        refused.add(draft);
        refuseOverlap(sheet, rowAt(draft.row), draft, last);
      }
    }
  }
  return refused.size === 0 ? drafts : drafts.filter((draft) => !refused.has(draft));
}

function earlier(a: Draft, b: Draft): number {
  return (
    (a.start?.seconds ?? 0) - (b.start?.seconds ?? 0) ||
    (a.end?.seconds ?? 0) - (b.end?.seconds ?? 0) ||
    compare(a.hours, b.hours) ||
    a.row - b.row
  );
}

function refuseOverlap(sheet: Sheet, row: SheetRow, draft: Draft, other: Draft): undefined {
  const same = draft.start?.seconds === other.start?.seconds && draft.end?.seconds === other.end?.seconds;
  const problem = same
    ? `is the start of the same shift as in row ${other.row}`
    : `falls into the shift of row ${other.row}, which ends ${other.end?.local.replace('T', ' ')}`;
  const cure = same ? 'delete one of the two rows' : 'correct the times of one of them';
  return refuse(sheet, row, sheet.columns.fields.start, 'OVERLAP', problem, cure);
}
