import type { Phrase, Words } from '../words/words.ts';

/** A section of the law and the rules in it that were applied. */
export interface Citation {
  readonly section: string;
  /** What the section is about; undefined where it is not known here. */
  readonly title: string | undefined;
  /** Where its text stands; undefined for anything but Michigan's compiled laws. */
  readonly href: string | undefined;
  readonly rules: readonly string[];
}

/** Headings of the Earned Sick Time Act, MCL 408.961 to 408.974, for orientation; the text itself is one click away. */
const HEADINGS: Readonly<Record<string, Phrase>> = {
  '408.961': 'Short title',
  '408.962': 'Definitions, small business',
  '408.963': 'Accrual, use, carryover and frontloading',
  '408.963a': 'Multiemployer plans and waiting time',
  '408.964': 'Purposes, notice, increments and documents',
  '408.965': 'Transfer, rehire and successor employers',
  '408.966': 'No retaliation',
  '408.967': 'Enforcement',
  '408.968': 'Notice and poster',
  '408.970': 'Records',
  '408.971': 'Scope',
  '408.972': 'Agreements and contracts',
};

/** `MCL 408.963 (accrual.rate)`: a section and the rule of the pack in brackets. */
const WITH_RULE = /^(.*?)\s+\(([A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+)\)$/;
const MICHIGAN = /^MCL\s+(408\.\d{3}[a-z]?)/i;

/** The citations of a balance, one per section in the order they came, with the rules of each. */
export function readCitations(texts: readonly string[], words: Words): Citation[] {
  const rules = new Map<string, string[]>();
  for (const text of texts) {
    const [, section = text, rule] = WITH_RULE.exec(text) ?? [];
    const known = rules.get(section) ?? [];
    rules.set(section, rule === undefined ? known : [...known, ruleWords(rule)]);
  }
  return [...rules].map(([section, applied]) => ({ section, ...whereabouts(section, words), rules: applied }));
}

function whereabouts(section: string, { say }: Words): Pick<Citation, 'title' | 'href'> {
  const number = MICHIGAN.exec(section)?.[1]?.toLowerCase();
  if (number === undefined) return { title: undefined, href: undefined };
  const heading = HEADINGS[number];
  return {
    title: heading === undefined ? undefined : say(heading),
    href: `https://www.legislature.mi.gov/Laws/MCL?objectName=mcl-${number.replace('.', '-')}`,
  };
}

/** `accrual.start.smallBusiness` → `accrual start small business`. */
function ruleWords(rule: string): string {
  return rule
    .replaceAll('.', ' ')
    .replace(/([a-z](?=[A-Z])|\d(?=[a-z]))/g, '$1 ')
    .toLowerCase();
}
