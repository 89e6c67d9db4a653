import { LAYOUTS } from './layouts/all-layouts.ts';

/** A layout for documentation. */
export interface LayoutDescription {
  readonly name: string;
  readonly product: string;
  readonly title: string;
  readonly shape: string;
  readonly kind: 'shifts' | 'employees';
  /** Where its column names come from. */
  readonly source: string;
  /** The headings that tell it apart, in normal form; empty for layouts that are found by what their columns mean. */
  readonly signature: readonly string[];
  /** A header and two rows. */
  readonly example: string;
}

/** Every layout, in the order in which `auto` tries them. */
export function describeLayouts(): readonly LayoutDescription[] {
  return LAYOUTS.map(({ name, product, title, shape, source, signature, example }) => ({
    ...{ name, product, title, shape, source, signature, example },
    kind: shape === 'employees' ? ('employees' as const) : ('shifts' as const),
  }));
}

const SHAPE_WORDS: Readonly<Record<string, string>> = {
  ...{
    punches: 'in and out',
    days: 'hours per day',
    wide: 'a column per date',
    periods: 'hours per pay period',
    employees: 'people',
  },
};

/** The layouts as Markdown: a table, then three lines of each. The README holds this text and a test compares them. */
export function layoutsAsMarkdown(): string {
  const table = describeLayouts().map(
    (layout) => `| \`${layout.name}\` | ${layout.product} | ${layout.title} | ${SHAPE_WORDS[layout.shape]} |`,
  );
  const examples = describeLayouts().map((layout) => `#### \`${layout.name}\`\n\n\`\`\`csv\n${layout.example}\n\`\`\``);
  return ['| layout | product | file | rows are |', '|---|---|---|---|', ...table, '', examples.join('\n\n')].join(
    '\n',
  );
}
