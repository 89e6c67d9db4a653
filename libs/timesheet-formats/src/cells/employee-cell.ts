/** Longest employee number or name; longer text means the columns have slipped. */
export const LONGEST_NAME = 200;

const EXCEL_TEXT = /^="(.*)"$/;

/** A number or name without what spreadsheets add: outer spaces, `="00123"`, a leading apostrophe, runs of blanks. Case and leading zeros stay. */
export function cleanName(cell: string): string {
  const text = cell.trim();
  if (text === '') return '';
  const unwrapped = EXCEL_TEXT.exec(text)?.[1] ?? (/^'\S/.test(text) ? text.slice(1) : text);
  return unwrapped.trim().replace(/\s+/g, ' ');
}

/** The status under the Fair Labor Standards Act, `unreadable` for a word that is not one of its two. A blank is undefined. */
export function parseFlsa(cell: string): 'exempt' | 'nonexempt' | 'unreadable' | undefined {
  const word = cell.toLowerCase().replace(/[^a-z]/g, '');
  if (word === '') return cell.trim() === '' ? undefined : 'unreadable';
  if (word === 'nonexempt' || word === 'n' || word === 'ne' || word === 'hourly' || word === 'flsanonexempt')
    return 'nonexempt';
  return word === 'exempt' || word === 'e' || word === 'flsaexempt' ? 'exempt' : 'unreadable';
}
