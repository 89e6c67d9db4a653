import type { Dispatch } from 'react';
import { StatusFilterChoice } from './status-filter-choice.tsx';
import type { StatusFilter, ViewAction, ViewState } from './view-state.ts';

interface Props {
  readonly view: ViewState;
  readonly counts: Readonly<Record<StatusFilter, number>>;
  readonly dispatch: Dispatch<ViewAction>;
}

export function TableToolbar({ view, counts, dispatch }: Props) {
  return (
    <div className="table-toolbar" role="search" aria-label="Find employees">
      <StatusFilterChoice
        chosen={view.status}
        counts={counts}
        onChoose={(status) => dispatch({ type: 'status', status })}
      />
      <label className="filter-box">
        <span className="visually-hidden">Filter by name or number</span>
        <input
          type="search"
          className="field"
          placeholder="Name or number"
          autoComplete="off"
          spellCheck={false}
          value={view.text}
          onChange={(event) => dispatch({ type: 'filter', text: event.target.value })}
        />
      </label>
    </div>
  );
}
