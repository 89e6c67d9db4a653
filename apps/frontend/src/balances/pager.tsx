import type { Dispatch } from 'react';
import { formatCount } from '../words/count.ts';
import { PAGE_SIZES, type ViewAction } from './view-state.ts';
import type { VisibleRows } from './visible-rows.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  readonly visible: VisibleRows;
  readonly pageSize: number;
  readonly dispatch: Dispatch<ViewAction>;
}

/** Pages of the table; not shown while everything fits on the smallest page. */
export function Pager({ visible, pageSize, dispatch }: Props) {
  const { say } = useWords();
  const total = visible.matching.length;
  if (total <= PAGE_SIZES[0]) return null;
  const first = visible.page * pageSize + 1;
  const go = (page: number): void => dispatch({ type: 'page', page });
  return (
    <nav className="pager" aria-label={say('Pages of the table')}>
      <label>
        {say('Rows per page')}{' '}
        <select
          className="field"
          value={pageSize}
          onChange={(event) => dispatch({ type: 'page-size', pageSize: Number(event.target.value) })}
        >
          {PAGE_SIZES.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
      <span className="pager-range">
        {formatCount(first)}–
        {say('{last} of {total}', { last: formatCount(first + visible.rows.length - 1), total: formatCount(total) })}
      </span>
      <span className="pager-buttons">
        <button type="button" className="button" disabled={visible.page === 0} onClick={() => go(visible.page - 1)}>
          {say('Previous')}
        </button>
        <button
          type="button"
          className="button"
          disabled={visible.page + 1 >= visible.pages}
          onClick={() => go(visible.page + 1)}
        >
          {say('Next')}
        </button>
      </span>
    </nav>
  );
}
