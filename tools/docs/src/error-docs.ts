import type { ErrorName } from '@esta-logic/kernel-boundary';
import { categoryOf, ERROR_CATEGORIES, ERRORS } from '@esta-logic/kernel-boundary';
import { code, table } from './markdown.ts';

const names = Object.keys(ERRORS) as ErrorName[];

/** File name of the page of an error, inside `docs/errors`. */
export const errorPage = (name: ErrorName): string => `${ERRORS[name].code}-${name}.md`;

/** All pages of `docs/errors`, by file name. */
export function errorPages(): Record<string, string> {
  const pages = names.map((name) => [errorPage(name), pageOf(name)] as const);
  return { ...Object.fromEntries(pages), 'README.md': overview() };
}

function pageOf(name: ErrorName): string {
  const { code: number, meaning, remedy } = ERRORS[name];
  const category = categoryOf(number);
  const { severity, recovery } = ERROR_CATEGORIES[category];
  return `# ${number} ${name}

${meaning}

**What to do:** ${remedy}

${table(['category', 'severity', 'recovery'], [[category, severity, recovery]])}

All codes: [the error table](README.md).
`;
}

function overview(): string {
  return `# Errors

Every failure that the kernel can report is one of these.
A code never changes its meaning once it was released.

## Categories

${categoryTable()}

## Codes

${errorTable((name) => errorPage(name))}
`;
}

export function categoryTable(): string {
  const rows = Object.entries(ERROR_CATEGORIES).map(([name, { first, last, severity, recovery }]) => [
    name,
    `${first}–${last}`,
    severity,
    recovery,
  ]);
  return table(['category', 'codes', 'severity', 'recovery'], rows);
}

/** Every row of the error table; `link` gives the address of an error's page. */
export function errorTable(link: (name: ErrorName) => string): string {
  const rows = names.map((name) => [`[${ERRORS[name].code}](${link(name)})`, code(name), ERRORS[name].meaning]);
  return table(['code', 'name', 'meaning'], rows);
}
