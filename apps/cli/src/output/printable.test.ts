import { expect, it } from 'vitest';
import { printable } from './printable.ts';
import { createTerminal } from './terminal.ts';

it('what would command a terminal is a space; letters of all scripts, tabs and ends of lines stay', () => {
  expect(printable('\u001b[2Jgone\u0007 a\rb \u202eevil\u2066')).toBe(' [2Jgone  a b  evil ');
  const harmless = 'Zoë שלום 👩‍⚕️\t7,5 h\r\nnext\n';
  expect(printable(harmless)).toBe(harmless);
});

it('nothing that is told to people commands their terminal; documents are JSON, which escapes it', () => {
  const out: string[] = [];
  const err: string[] = [];
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), columns: undefined };
  const hostile = 'a\u001b]0;title\u0007b';
  const terminal = createTerminal(streams, false);
  terminal.result({}, hostile);
  terminal.note(hostile);
  terminal.progress(hostile, hostile);
  expect([...out, ...err]).toEqual(Array.from({ length: 3 }, () => 'a ]0;title b\n'));
  createTerminal(streams, true).result({ hostile }, hostile);
  expect(out.at(-1)).toBe('{"hostile":"a\\u001b]0;title\\u0007b"}\n');
});
