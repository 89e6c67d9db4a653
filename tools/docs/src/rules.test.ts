import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ruleProblems } from './rules.ts';
import { testTitles } from './test-titles.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rules-'));
  write('libs/a/package.json', '{"name":"a"}');
  write(
    'docs/spec/x.md',
    '# X\n\n| rule | |\n| --- | --- |\n| X1 | One. |\n| X2 | Two, as X1. |\n\n- **X3. Three.** More.\n- **X4** Four.\n',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

describe('rules', () => {
  it('are all named, by test files and by the contract suites of ports', () => {
    write('libs/a/src/a.test.ts', "test('X1 X2 both', () => {}); describe('X3: three', () => {});");
    write('libs/a/src/port-contract.ts', "export const suite = ({ test }) => test('X4 four', () => {});");
    expect(ruleProblems(root)).toEqual([]);
  });

  it('without a test are reported one by one; a comment or the middle of a title is none', () => {
    write('libs/a/src/a.test.ts', "// X1\ntest('X2 X3 as in X4', () => {});");
    expect(ruleProblems(root)).toEqual([
      'docs/spec/x.md: no test names rule X1. Begin the title of the test that proves it with X1.',
      'docs/spec/x.md: no test names rule X4. Begin the title of the test that proves it with X4.',
    ]);
  });

  it('have one number in all documents', () => {
    write('libs/a/test/a.test.tsx', "test('X1 X2 X3 X4 all', () => {});");
    write('docs/spec/y.md', '- **X2** Another.\n');
    expect(ruleProblems(root)).toEqual([
      'docs/spec/x.md, docs/spec/y.md: there are 2 rules X2. Give the younger another letter or number.',
    ]);
  });

  it('that tests name exist', () => {
    write('libs/a/test/a.test.ts', "test('X1 X2 X3 X4 X5 all', () => {});");
    expect(ruleProblems(root)).toEqual([
      'libs/a/test/a.test.ts: a test names rule X5, which docs/spec does not have. Write the rule, or name the one that is meant.',
    ]);
  });
});

it('titles are found however a test is declared, with constants filled in', () => {
  const text = `
    const RULES = 'X1 X2';
    describe.skipIf(slow)('a', () => { it('b', () => {}); });
    test.each(['no title'])(\`\${RULES} at seed \${seed()}!\`, () => {});
    test.only(\`c\`, () => {});
    expect('no title');
    pattern.test('no title');
  `;
  expect(testTitles(text)).toEqual(['a', 'b', 'X1 X2 at seed !', 'c']);
});
