import type { Column } from './columns.ts';
import type { ViewState } from './view-state.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly column: Column;
  readonly view: ViewState;
  readonly onSort: () => void;
}

export function ColumnHeader({ column, view, onSort }: Props) {
  const { say } = useWords();
  const sorted = view.column === column.id;
  return (
    <th scope="col" className={`col-${column.id}`} aria-sort={sorted ? view.direction : 'none'}>
      <button type="button" className="sort-button" title={say(column.hint)} onClick={onSort}>
        {say(column.title)}
        <svg className="sort-mark" viewBox="0 0 8 12" width="8" height="12" aria-hidden="true">
          <path className="up" d="M4 1 7 5H1Z" />
          <path className="down" d="M4 11 1 7h6Z" />
        </svg>
      </button>
    </th>
  );
}
