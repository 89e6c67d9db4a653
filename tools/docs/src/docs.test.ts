import { ERRORS, LIMITS, SYSCALLS } from '@esta-logic/kernel-boundary';
import { readLayerTable, workspaceRoot } from '@esta-logic/tool-boundaries';
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { staleDocs, strayPages } from './all-docs.ts';
import { contractParts, interfaceText } from './contract-docs.ts';
import { errorPages } from './error-docs.ts';
import { layerTable } from './layer-docs.ts';
import { grouped, table } from './markdown.ts';
import { fillSections } from './sections.ts';

describe('what is generated', () => {
  it('names every error, limit, system call and layer', () => {
    const parts = contractParts(workspaceRoot);
    for (const { code } of Object.values(ERRORS)) expect(parts.errors).toContain(`[${code}]`);
    for (const name of Object.keys(LIMITS)) expect(parts.limits).toContain(`\`${name}\``);
    for (const name of Object.keys(SYSCALLS)) expect(parts.syscalls).toContain(`\`${name}\``);
    const layers = readLayerTable(workspaceRoot);
    for (const { name } of layers.layers) expect(layerTable(layers, () => true)).toContain(`| ${name} |`);
    expect(layerTable(layers, (folder) => folder !== 'libs/vfs')).not.toContain('`libs/vfs`');
  });
  it('has one page per error code, with what to do', () => {
    expect(Object.keys(errorPages())).toHaveLength(Object.keys(ERRORS).length + 1);
    expect(errorPages()['4007-hash-mismatch.md']).toContain('**What to do:** Install the module again');
  });
  it('takes interfaces from the source with their comment', () => {
    const source = 'x\n/** One. */\nexport interface A {\n  readonly b: { c: 1 };\n}\nexport interface AB {}\n';
    expect(interfaceText(source, 'A')).toBe('/** One. */\nexport interface A {\n  readonly b: { c: 1 };\n}');
    expect(() => interfaceText(source, 'B')).toThrow('There is no interface B.');
  });
  it('escapes cells and groups digits', () => {
    expect(table(['a'], [['x|y']])).toBe('| a |\n| --- |\n| x\\|y |');
    fc.assert(fc.property(fc.nat(), (value) => Number(grouped(value).replaceAll(',', '')) === value));
    expect(grouped(1_048_576)).toBe('1,048,576');
  });
});

describe('sections', () => {
  const page = 'Before.\n\n<!-- generated: a -->\nold\n<!-- end of generated -->\n\nAfter.\n';
  it('are replaced, what is around them is kept, and filling again changes nothing', () => {
    const once = fillSections(page, { a: 'new' });
    expect(once).toBe('Before.\n\n<!-- generated: a -->\n\nnew\n\n<!-- end of generated -->\n\nAfter.\n');
    expect(fillSections(once, { a: 'new' })).toBe(once);
  });
  it('must be marked, known and closed', () => {
    expect(() => fillSections(page, { a: '', b: '' })).toThrow('There is no mark for b.');
    expect(() => fillSections(page, {})).toThrow('Nothing generates a.');
    expect(() => fillSections('<!-- generated: a -->\n', { a: '' })).toThrow('is not closed');
  });
});

it('the check goes red for a page that is missing, changed or left over', () => {
  const root = mkdtempSync(join(tmpdir(), 'docs-'));
  mkdirSync(join(root, 'docs/errors'), { recursive: true });
  writeFileSync(join(root, 'docs/errors/same.md'), 'same');
  writeFileSync(join(root, 'docs/errors/changed.md'), 'by hand');
  writeFileSync(join(root, 'docs/errors/9999-old.md'), 'old');
  const docs = new Map([['docs/errors/same.md', 'same'], ['docs/errors/changed.md', 'x'], ['docs/errors/missing.md', 'x']]); // prettier-ignore
  expect(staleDocs(root, docs)).toEqual(['docs/errors/changed.md', 'docs/errors/missing.md']);
  expect(strayPages(root, docs)).toEqual(['docs/errors/9999-old.md']);
  rmSync(root, { recursive: true });
});
