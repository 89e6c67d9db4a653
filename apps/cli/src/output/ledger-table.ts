import { entryCauseWords, entryKindWord, type KnownPack, type Language, type LedgerReport } from '@esta-logic/client';
import { LAW_WORDS } from './law-words.ts';
import { hoursForPeople } from './numbers.ts';
import { table } from './table.ts';

/** Places of the columns that hold numbers. */
const NUMBERS: readonly number[] = [3, 4];

/** What of a ledger is shown. */
type Shown = Pick<LedgerReport, 'asOf' | 'employee' | 'name' | 'entries' | 'warnings'>;

/** The entries as people read them: hours with two decimals, the citation of the law beside each. */
export function ledgerTable({ employee, name, asOf, entries, warnings }: Shown, language: Language = 'en'): string {
  const { ledger: words, note } = LAW_WORDS[language];
  const title = words.title(name === null ? employee : `${name} (${employee})`, asOf);
  if (entries.length === 0) return `${title}\n\n${words.none}`;
  const rows = entries.map((line) => [
    line.date,
    line.year,
    entryKindWord(line.kind, language).toLowerCase(),
    signed(line.hours),
    hoursForPeople(line.balance),
    entryCauseWords(line, language, hoursForPeople),
    `${line.citation} (${line.rule})`,
  ]);
  const columns = words.columns.map((heading, place) => ({ title: heading, numeric: NUMBERS.includes(place) }));
  const packs = [...new Set(entries.map(({ pack }) => pack))].join(', ');
  return [
    title,
    '',
    table(columns, rows),
    '',
    words.pack(packs),
    ...warnings.map((warning) => `${note}: ${warning}`),
  ].join('\n');
}

/** What the rules in a ledger say, a line each, in the order in which they first occur. */
export function ruleLines(
  { entries }: Pick<LedgerReport, 'entries'>,
  pack: KnownPack | undefined,
  language: Language,
): readonly string[] {
  const rules = [...new Set(entries.map(({ rule }) => rule))];
  const lines = rules.flatMap((rule) => {
    const known = pack?.rules?.[rule];
    return known === undefined ? [] : [`${rule}: ${known.text[language]}`];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function signed(hours: string): string {
  return hours.startsWith('-') ? hoursForPeople(hours) : `+${hoursForPeople(hours)}`;
}
