import type { BalanceStatus } from './balance-row.ts';
import type { ColumnId } from './columns.ts';

export type Direction = 'ascending' | 'descending';
export type StatusFilter = BalanceStatus | 'all';

/** How the reader looks at the table. */
export interface ViewState {
  readonly text: string;
  readonly status: StatusFilter;
  readonly column: ColumnId;
  readonly direction: Direction;
  /** Counts from 0; may point past the end after a filter, see `visibleRows`. */
  readonly page: number;
  readonly pageSize: number;
}

export type ViewAction =
  | { readonly type: 'filter'; readonly text: string }
  | { readonly type: 'status'; readonly status: StatusFilter }
  | { readonly type: 'sort'; readonly column: ColumnId }
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'page-size'; readonly pageSize: number };

export const PAGE_SIZES = [25, 50, 100, 250] as const;

export const INITIAL_VIEW: ViewState = {
  text: '',
  status: 'all',
  column: 'employee',
  direction: 'ascending',
  page: 0,
  pageSize: 50,
};

/** Everything that changes which rows there are goes back to the first page. */
export function viewReducer(state: ViewState, action: ViewAction): ViewState {
  switch (action.type) {
    case 'filter':
      return { ...state, text: action.text, page: 0 };
    case 'status':
      return { ...state, status: action.status, page: 0 };
    case 'sort':
      return { ...state, column: action.column, direction: nextDirection(state, action.column), page: 0 };
    case 'page':
      return { ...state, page: Math.max(0, action.page) };
    case 'page-size':
      return { ...state, pageSize: action.pageSize, page: 0 };
  }
}

/** The same column turns round; a new one starts where people look first: names from A, hours from the most. */
function nextDirection(state: ViewState, column: ColumnId): Direction {
  if (state.column === column) return state.direction === 'ascending' ? 'descending' : 'ascending';
  return column === 'employee' || column === 'usableFrom' ? 'ascending' : 'descending';
}
