import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands/index.ts';
import { parseArguments } from './parse-arguments.ts';
import { editDistance, WrongUsage } from './wrong-usage.ts';

const parse = (line: string): ReturnType<typeof parseArguments> =>
  parseArguments(
    line.split(' ').filter((word) => word !== ''),
    COMMANDS,
  );

describe('parseArguments', () => {
  it('takes options before, between and after the words', () => {
    for (const line of [
      '--data d import --dry-run f.csv --layout=generic',
      'import f.csv --layout generic --dry-run --data d',
    ]) {
      const given = parse(line);
      expect(given.command.name).toBe('import');
      expect(given.positionals).toEqual(['f.csv']);
      expect(given.text('data')).toBe('d');
      expect(given.text('layout')).toBe('generic');
      expect(given.flag('dry-run')).toBe(true);
      expect(given.flag('json')).toBe(false);
    }
  });

  it('takes the moment before a command that can be asked of the past', () => {
    const given = parse('at 2026-06-30 balances --employee 1004 --data d');
    expect(given).toMatchObject({ when: '2026-06-30', positionals: [], command: { name: 'balances' } });
    expect(given.text('employee')).toBe('1004');
    expect(parse('balances').when).toBeUndefined();
    expect(parse('at 17')).toMatchObject({ command: { name: 'at' }, positionals: ['17'] });
    expect(() => parse('at 17 import f.csv')).toThrow('asks the past with balances');
    expect(() => parse('at')).toThrow('needs WHEN');
  });

  it('knows commands of two words', () => {
    expect(parse('log verify --json').command.name).toBe('log verify');
  });

  it('takes - for standard input, and words that look like options after --', () => {
    expect(parse('send m a.b -').positionals).toEqual(['m', 'a.b', '-']);
    expect(parse('import -- --odd.csv').positionals).toEqual(['--odd.csv']);
  });

  it.each([
    ['', 'Which command?'],
    ['balnces', 'Did you mean `esta balances`?'],
    ['log', 'needs one more word: verify, key, rotate-key, checkpoint, publish, witness. See `esta help log`.'],
    ['balances --asof 2026-01-01', 'Did you mean --as-of?'],
    ['balances --port 1', 'does not know the option --port'],
    ['balances -x', 'does not know the option -x'],
    ['balances --as-of', 'needs a value: --as-of DATE'],
    ['balances --as-of=', 'needs a value'],
    ['import f.csv --dry-run=yes', 'takes no value'],
    ['import', 'needs FILE.csv'],
    ['send m', 'needs OPCODE'],
    ['import a.csv b.csv', 'does not know what to do with "b.csv"'],
    ['constructor', 'There is no command'],
  ])('refuses `esta %s` with a hint', (line, part) => {
    expect(() => parse(line)).toThrow(WrongUsage);
    expect(() => parse(line)).toThrow(part);
  });

  it('does not ask for a file when help is asked for', () => {
    expect(parse('import --help').flag('help')).toBe(true);
  });
});

describe('editDistance', () => {
  it.each([
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['same', 'same', 0],
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});
