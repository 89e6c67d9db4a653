import { expect, test } from 'vitest';
import { explainedSections, lawPage } from '../test/law-page.ts';
import { michigan2025 } from './index.ts';

test('docs/law/michigan.md is what the pack says; `npm test -- -u` writes it anew', async () => {
  await expect(lawPage(michigan2025)).toMatchFileSnapshot('../../../docs/law/michigan.md');
});

test('the page explains every section that a rule stands in', () => {
  const sections = new Set(Object.values(michigan2025.rules).map(({ section }) => section.split('; ')[0]));
  expect([...sections].filter((section) => !explainedSections.includes(section ?? ''))).toEqual([]);
});
