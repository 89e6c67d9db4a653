import { type Dispatch, type KeyboardEvent, useRef, useState } from 'react';
import { LoadingRows } from '../states/loading-rows.tsx';
import { BalanceTableRow } from './balance-table-row.tsx';
import { ColumnHeader } from './column-header.tsx';
import { COLUMNS, type Totals } from './columns.ts';
import { rowAfterKey } from './row-keys.ts';
import { TotalsRow } from './totals-row.tsx';
import type { ViewAction, ViewState } from './view-state.ts';
import type { VisibleRows } from './visible-rows.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly visible: VisibleRows;
  readonly totals: Totals;
  readonly view: ViewState;
  readonly loading: boolean;
  readonly asOf: string | undefined;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly dispatch: Dispatch<ViewAction>;
}

/** A plain table. Its rows are one stop for the Tab key: the arrows, Home, End and Page keys move among them. */
export function BalancesTable({ visible, totals, view, loading, asOf, selectedId, onSelect, dispatch }: Props) {
  const { say, date } = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const [focusedId, setFocusedId] = useState<string>();
  const ids = visible.rows.map((row) => row.id);
  const tabStop = [focusedId, selectedId].find((id) => id !== undefined && ids.includes(id)) ?? ids[0];
  const move = (event: KeyboardEvent): void => {
    const next = rowAfterKey(event.key, tabStop === undefined ? -1 : ids.indexOf(tabStop), ids.length);
    if (next === undefined) return;
    event.preventDefault();
    body.current?.querySelectorAll<HTMLElement>('button.row-button')[next]?.focus();
  };
  return (
    <div className="table-frame">
      <table className="balances-table" aria-describedby="table-keys">
        <caption className="visually-hidden">
          {asOf === undefined
            ? say('Sick time balances, in hours')
            : say('Sick time balances as of {date}, in hours', { date: date(asOf) })}
        </caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <ColumnHeader
                key={column.id}
                column={column}
                view={view}
                onSort={() => dispatch({ type: 'sort', column: column.id })}
              />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move} onFocus={(event) => setFocusedId(event.target.dataset['employee'])}>
          {visible.rows.map((row) => (
            <BalanceTableRow
              key={row.id}
              row={row}
              selected={row.id === selectedId}
              tabStop={row.id === tabStop}
              onSelect={onSelect}
            />
          ))}
          {loading && <LoadingRows rows={12} columns={COLUMNS.length} />}
          {!loading && visible.rows.length === 0 && (
            <tr>
              <td colSpan={COLUMNS.length} className="no-rows">
                {say('Nobody matches. Change the filter to see more.')}
              </td>
            </tr>
          )}
        </tbody>
        {!loading && <TotalsRow totals={totals} employees={visible.matching.length} />}
      </table>
      <p id="table-keys" className="visually-hidden">
        {say('Use the arrow keys to move between employees and Enter to see how a balance came about.')}
      </p>
    </div>
  );
}
