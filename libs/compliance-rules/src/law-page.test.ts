import { expect, test } from 'vitest';
import { explainedSections, lawPage } from '../test/law-page.ts';
import { michigan2025 } from './index.ts';

interface Files {
  readonly readFileSync: (path: URL, encoding: 'utf8') => string;
}
declare const URL: new (path: string, base: string) => URL;
interface URL {
  readonly href: string;
}

test('docs/law/michigan.md is what the pack says; run libs/compliance-rules/scripts/write-law-page.ts', async () => {
  const fs = (await import('node:fs' as string)) as Files;
  const here = (import.meta as unknown as { readonly url: string }).url;
  expect(fs.readFileSync(new URL('../../../docs/law/michigan.md', here), 'utf8')).toBe(lawPage(michigan2025));
});

test('the page explains every section that a rule stands in', () => {
  const sections = new Set(Object.values(michigan2025.rules).map(({ section }) => section.split('; ')[0]));
  expect([...sections].filter((section) => !explainedSections.includes(section ?? ''))).toEqual([]);
});
