import type { BalancesPage } from '@esta-logic/client';
import { hoursForPeople, several } from './numbers.ts';
import { table, type Column } from './table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Employee' },
  { title: 'Name' },
  { title: 'Hours worked', numeric: true },
  { title: 'Accrued', numeric: true },
  { title: 'Carried in', numeric: true },
  { title: 'Used', numeric: true },
  { title: 'Available', numeric: true },
  { title: 'Usable from' },
];

/** The balances as people read them: hours with two decimals, a star where the hire date is only the first shift seen. */
export function balancesTable({ asOf, employer, balances, warnings = [] }: BalancesPage): string {
  if (balances.length === 0) return `No employees as of ${asOf}: import a timesheet with \`esta import FILE.csv\`.`;
  const rows = balances.map((one) => [
    one.employee,
    one.name ?? '',
    ...[one.hoursWorked, one.accrued, one.carriedIn, one.used, one.available].map(hoursForPeople),
    `${one.usableFrom ?? 'not covered'}${one.hireDateAssumed === true ? ' *' : ''}`,
  ]);
  const named = rows.some((row) => row[1] !== '');
  const without = <T>(cells: readonly T[]): readonly T[] => (named ? cells : cells.filter((_, i) => i !== 1));
  const who = [employer['name'], employer['size'] === undefined ? undefined : `${String(employer['size'])} employer`]
    .filter((part) => part !== undefined)
    .join(', ');
  const lines = [
    `Earned sick time as of ${asOf}${who === '' ? '' : ` · ${who}`}`,
    '',
    table(without(COLUMNS), rows.map(without)),
  ];
  const projected = balances.filter((one) => one.projection !== undefined);
  if (projected.length > 0)
    lines.push(
      '',
      `Projected for ${several(projected.length, 'employee')}: work after the last recorded day is assumed to go on like in the weeks before it.`,
    );
  if (balances.some((one) => one.hireDateAssumed))
    lines.push('', '* hire date not stated: counted from the first shift; import an employee list to state it.');
  if (warnings.length > 0) lines.push('', ...warnings.map((warning) => `Note: ${warning}`));
  return lines.join('\n');
}
