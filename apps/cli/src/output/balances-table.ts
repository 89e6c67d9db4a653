import type { Balance, BalancesPage, Language } from '@esta-logic/client';
import type { LawWords } from './law-words.ts';
import { LAW_WORDS } from './law-words.ts';
import { hoursForPeople } from './numbers.ts';
import { table } from './table.ts';

/** Columns before the numbers, and the one behind them. */
const isNumber = (place: number): boolean => place > 1 && place < 7;

/** The first day of use; for who has left, when that was. */
function usableFrom({ separationDate, usableFrom: day }: Balance, words: LawWords['balances']): string {
  return separationDate === undefined ? (day ?? words.notCovered) : words.left(separationDate);
}

/** The balances as people read them: hours with two decimals, a star where the hire date is only the first shift seen. */
export function balancesTable(
  { asOf, employer, balances, warnings = [] }: BalancesPage,
  language: Language = 'en',
): string {
  const { balances: words, note } = LAW_WORDS[language];
  if (balances.length === 0) return words.none(asOf);
  const rows = balances.map((one) => [
    one.employee,
    one.name ?? '',
    ...[one.hoursWorked, one.accrued, one.carriedIn, one.used, one.available].map(hoursForPeople),
    `${usableFrom(one, words)}${one.hireDateAssumed === true ? ' *' : ''}`,
  ]);
  const named = rows.some((row) => row[1] !== '');
  const without = <T>(cells: readonly T[]): readonly T[] => (named ? cells : cells.filter((_, i) => i !== 1));
  const size = employer['size'] === undefined ? undefined : words.size(String(employer['size']));
  const who = [employer['name'], size].filter((part) => part !== undefined).join(', ');
  const columns = words.columns.map((title, place) => ({ title, numeric: isNumber(place) }));
  const lines = [words.title(asOf, who === '' ? '' : ` · ${who}`), '', table(without(columns), rows.map(without))];
  const projected = balances.filter((one) => one.projection !== undefined);
  if (projected.length > 0) lines.push('', words.projected(projected.length));
  if (balances.some((one) => one.hireDateAssumed)) lines.push('', words.hireDateAssumed);
  if (warnings.length > 0) lines.push('', ...warnings.map((warning) => `${note}: ${warning}`));
  return lines.join('\n');
}
