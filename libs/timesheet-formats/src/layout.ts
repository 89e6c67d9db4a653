/** How the rows of a file are to be understood; each shape has one reader in `reading/`. */
export type Shape = 'punches' | 'days' | 'wide' | 'periods' | 'employees';

/** What a single column can hold. `date` is the day a shift starts on; `job` is a job name that may be a pay code in disguise. */
export type Field =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'date'
  | 'start'
  | 'endDate'
  | 'end'
  | 'break'
  | 'hours'
  | 'payCode'
  | 'job'
  | 'period'
  | 'periodStart'
  | 'periodEnd'
  | 'hireDate'
  | 'separationDate'
  | 'flsa'
  | 'normalWeek';

/** What several columns can hold at once, each a number of hours: all `work` columns are added up, and so on. */
export type ListField = 'work' | 'use' | 'ignored';

/**
 * A layout is data: which column names a product writes and what they mean.
 * All names are in the normal form of {@link normaliseHeader}; where a list has several, the first one present is taken.
 */
export interface Layout {
  /** The name for `--layout`. */
  readonly name: string;
  readonly product: string;
  /** What the product calls the file. */
  readonly title: string;
  readonly shape: Shape;
  /** Where the column names come from. */
  readonly source: string;
  /** Columns that must all be there; this tells products apart. */
  readonly signature: readonly string[];
  /** Columns that can identify an employee, best first; names are the last resort. */
  readonly employee: readonly string[];
  readonly fields: Readonly<Partial<Record<Field, readonly string[]>>>;
  readonly lists?: Readonly<Partial<Record<ListField, readonly string[]>>>;
  /** Of each group at least one must be found. */
  readonly needs: readonly (readonly (Field | ListField)[])[];
  /** What a bare number of break means. */
  readonly breakUnit?: 'minutes' | 'hours';
  /** `Hours 3 Code` beside `Hours 3 Amount`: pairs of pay code and hours (ADP). */
  readonly codedHours?: boolean;
  /** The product writes rows with only a name above each person's rows. */
  readonly sectionRows?: boolean;
  /** A header and two rows as the product writes them, for people and for the tests. */
  readonly example: string;
}

/** `Clock-In TIme` and `clock_in_time` are one column: lower case, punctuation to blanks, `#` to `number`. */
export function normaliseHeader(cell: string): string {
  return cell
    .toLowerCase()
    .replaceAll('#', ' number ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
