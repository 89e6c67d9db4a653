import { useMemo, useReducer } from 'react';
import { BalancesTable } from './balances-table.tsx';
import type { BalanceRow } from './balance-row.ts';
import { Pager } from './pager.tsx';
import { TableToolbar } from './table-toolbar.tsx';
import { countByStatus, matchingRows, pageOf, totalsOf } from './visible-rows.ts';
import { INITIAL_VIEW, viewReducer } from './view-state.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  /** Undefined while the first answer is on its way. */
  readonly rows: readonly BalanceRow[] | undefined;
  readonly asOf: string | undefined;
  readonly busy: boolean;
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

const NONE: readonly BalanceRow[] = [];

/** The balances of everybody: filter, table with sums, pages. */
export function BalancesSection({ rows = NONE, asOf, busy, selectedId, onSelect }: Props) {
  const { say, count } = useWords();
  const [view, dispatch] = useReducer(viewReducer, INITIAL_VIEW);
  const { text, status, column, direction } = view;
  const matching = useMemo(
    () => matchingRows(rows, { text, status, column, direction }),
    [rows, text, status, column, direction],
  );
  const totals = useMemo(() => totalsOf(matching), [matching]);
  const counts = useMemo(() => countByStatus(rows), [rows]);
  const visible = pageOf(matching, view);
  const loading = busy && rows === NONE;
  return (
    <section className="balances card" aria-labelledby="balances-title" aria-busy={busy}>
      <h2 id="balances-title" className="visually-hidden">
        {say('Balances')}
      </h2>
      <TableToolbar view={view} counts={counts} dispatch={dispatch} />
      <p role="status" className="visually-hidden">
        {loading ? say('Loading balances') : count(matching.length, 'employee', 'employees')}
      </p>
      <BalancesTable
        visible={visible}
        totals={totals}
        view={view}
        loading={loading}
        asOf={asOf}
        selectedId={selectedId}
        onSelect={onSelect}
        dispatch={dispatch}
      />
      <Pager visible={visible} pageSize={view.pageSize} dispatch={dispatch} />
    </section>
  );
}
