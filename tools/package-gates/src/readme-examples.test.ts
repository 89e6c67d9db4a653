import { expect, it } from 'vitest';
import { examplesOf } from './readme-examples.ts';

it('finds ts blocks with their line and what they say they print, and leaves fragments and other languages out', () => {
  const readme =
    '# x\n\n```ts\nconst a = 1;\nconsole.log(a); // 1\nconsole.log(a + 1);\n```\n\n```ts fragment\nfoo(\n```\n\n```sh\nls\n```\n';
  expect(examplesOf(readme)).toEqual([
    { code: 'const a = 1;\nconsole.log(a); // 1\nconsole.log(a + 1);\n', line: 4, expected: ['1', undefined] },
  ]);
});
