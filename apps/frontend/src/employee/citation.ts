/** Where a reader finds a section, and what it is about. */
export interface Citation {
  readonly text: string;
  readonly title: string | undefined;
  readonly href: string | undefined;
}

/** Headings of the Earned Sick Time Act, MCL 408.961 to 408.974, for orientation; the text itself is one click away. */
const HEADINGS: Readonly<Record<string, string>> = {
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

const SECTION = /MCL\s+(408\.\d{3}[a-z]?)/i;

/** A section of Michigan's compiled laws gets its heading and its address; any other citation is shown as it came. */
export function readCitation(text: string): Citation {
  const section = SECTION.exec(text)?.[1]?.toLowerCase();
  if (section === undefined) return { text, title: undefined, href: undefined };
  const href = `https://www.legislature.mi.gov/Laws/MCL?objectName=mcl-${section.replace('.', '-')}`;
  return { text, title: HEADINGS[section], href };
}
