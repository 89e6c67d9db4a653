import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { exampleProblem, examplesOf } from './readme-examples.ts';

it('finds ts blocks with their line and what they say they print, and leaves fragments and other languages out', () => {
  const readme =
    '# x\n\n```ts\nconst a = 1;\nconsole.log(a); // 1\nconsole.log(a + 1);\n```\n\n```ts fragment\nfoo(\n```\n\n```sh\nls\n```\n';
  expect(examplesOf(readme)).toEqual([
    { code: 'const a = 1;\nconsole.log(a); // 1\nconsole.log(a + 1);\n', line: 4, expected: ['1'] },
  ]);
});

async function problemOf(code: string): Promise<string | undefined> {
  const [example] = examplesOf(`\`\`\`ts\n${code}\n\`\`\`\n`);
  return example && exampleProblem(tmpdir(), example);
}

it('takes a comment that is what is printed, begins with it, or leaves its end out; in any order', async () => {
  const code = [
    'setTimeout(() => {',
    "  console.log('later'); // later",
    '});',
    "console.log('now'); // now: at once",
    "console.log('a long line of text'); // a long line ...",
  ];
  expect(await problemOf(code.join('\n'))).toBeUndefined();
});

it('takes one printed line for one comment only', async () => {
  expect(await problemOf('console.log(1); // 1\nconsole.log(2); // 1')).toContain('the example says "1"');
});
