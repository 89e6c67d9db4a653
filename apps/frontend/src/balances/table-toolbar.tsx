import type { Dispatch } from 'react';
import { StatusFilterChoice } from './status-filter-choice.tsx';
import type { StatusFilter, ViewAction, ViewState } from './view-state.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly view: ViewState;
  readonly counts: Readonly<Record<StatusFilter, number>>;
  readonly dispatch: Dispatch<ViewAction>;
}

export function TableToolbar({ view, counts, dispatch }: Props) {
  const { say } = useWords();
  return (
    <div className="table-toolbar" role="search" aria-label={say('Find employees')}>
      <StatusFilterChoice
        chosen={view.status}
        counts={counts}
        onChoose={(status) => dispatch({ type: 'status', status })}
      />
      <label className="filter-box">
        <span className="visually-hidden">{say('Filter by name or number')}</span>
        <input
          type="search"
          className="field"
          placeholder={say('Name or number')}
          autoComplete="off"
          spellCheck={false}
          value={view.text}
          onChange={(event) => dispatch({ type: 'filter', text: event.target.value })}
        />
      </label>
    </div>
  );
}
