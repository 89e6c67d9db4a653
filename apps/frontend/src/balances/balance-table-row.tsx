import { isZero } from '@esta-logic/shared-types';
import { memo } from 'react';
import { Hours } from '../hours/hours.tsx';
import type { BalanceRow } from './balance-row.ts';
import { HOURS_COLUMNS } from './columns.ts';
import { StatusChip } from './status-chip.tsx';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly row: BalanceRow;
  readonly selected: boolean;
  readonly tabStop: boolean;
  readonly onSelect: (id: string) => void;
}

/** One employee. The button in its first cell is what the keyboard reaches; the mouse may click anywhere. */
export const BalanceTableRow = memo(function BalanceTableRow({ row, selected, tabStop, onSelect }: Props) {
  const { date } = useWords();
  return (
    <tr className={selected ? 'balance-row selected' : 'balance-row'} onClick={() => onSelect(row.id)}>
      <th scope="row" className="col-employee">
        <button
          type="button"
          className="row-button"
          data-employee={row.id}
          tabIndex={tabStop ? 0 : -1}
          aria-current={selected ? 'true' : undefined}
          onClick={(event) => {
            event.stopPropagation();
            onSelect(row.id);
          }}
        >
          <span className="employee-name">{row.name || row.id}</span>
          {row.name !== '' && <span className="employee-id">{row.id}</span>}
        </button>
        <StatusChip row={row} />
      </th>
      {HOURS_COLUMNS.map((column) => (
        <td key={column} className={`number col-${column}${isZero(row[column]) ? ' zero' : ''}`}>
          <Hours value={row[column]} />
        </td>
      ))}
      <td className="col-usableFrom">{row.usableFrom === '' ? '–' : date(row.usableFrom)}</td>
    </tr>
  );
});
