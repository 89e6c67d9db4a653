import type { Command } from './command.ts';
import { GLOBAL_OPTIONS, OPTIONS, type Option, type OptionName } from './options.ts';

const WIDTH = 88;

/** `esta import FILE.csv [--layout NAME] [--dry-run]` */
export function usageOf({ name, positionals, options }: Command): string {
  const flags = options.map((option) => `[${withValue(option)}]`);
  return ['esta', name, ...positionals, ...flags].join(' ');
}

export function commandHelp(command: Command): string {
  const options = [...command.options, ...GLOBAL_OPTIONS];
  return [
    `Usage: ${usageOf(command)}`,
    '',
    wrap(command.summary, ''),
    ...command.details.map((text) => wrap(text, '')),
    '',
    'Options:',
    rows(options.map((name) => [withValue(name), OPTIONS[name].help])),
  ].join('\n');
}

export function overview(commands: readonly Command[]): string {
  return [
    'esta: earned sick time under the Michigan Earned Sick Time Act, computed exactly.',
    '',
    'Usage: esta COMMAND [OPTIONS]',
    '',
    'Commands:',
    rows(commands.map((command) => [[command.name, ...command.positionals].join(' '), command.summary])),
    '',
    'Options of every command:',
    rows(GLOBAL_OPTIONS.map((name) => [withValue(name), OPTIONS[name].help])),
    '',
    'Begin with: esta start --demo, or: esta import timesheets.csv, then: esta balances.',
    'Exit codes: 0 done, 1 refused or failed, 2 wrong usage.',
  ].join('\n');
}

function withValue(name: OptionName): string {
  const { value }: Option = OPTIONS[name];
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function rows(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([left]) => left.length));
  return pairs
    .map(([left, right]) => wrap(`${`  ${left}`.padEnd(width + 4)}${right}`, ' '.repeat(width + 4)))
    .join('\n');
}

/** Breaks lines at blanks before the terminal does it in the middle of words. */
function wrap(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S) /)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent + word.trimStart();
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
