import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeLayouts, layoutsAsMarkdown, readTimesheetText } from '../src/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/#### `([a-z-]+)`\n\n```csv\n([\s\S]*?)\n```/g)].map(
  ([, name = '', text = '']) => ({ name, text }),
);

describe('the README', () => {
  it('shows every layout as the code describes it', () => {
    expect(readme).toContain(layoutsAsMarkdown());
    expect(examples.map(({ name }) => name)).toEqual(describeLayouts().map(({ name }) => name));
  });

  it.each(examples)('has an example of $name that is found to be one and read without a refusal', ({ name, text }) => {
    const reading = readTimesheetText(`${text}\n`);
    expect(reading.layout).toBe(name);
    expect(reading.rejected).toEqual([]);
    expect(reading.rows.length + reading.employees.length).toBeGreaterThanOrEqual(2);
    expect(text.split('\n')).toHaveLength(3);
  });

  it('says where the columns of every product come from', () => {
    for (const layout of describeLayouts()) expect(layout.source).not.toBe('');
  });
});
