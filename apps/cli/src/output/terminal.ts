import { printable } from './printable.ts';

/** Where a command writes. People read both streams; programs read stdout, which under `--json` is one document. */
export interface Terminal {
  /** The one result: `document` under `--json`, else `text`. */
  result(document: unknown, text: string): void;
  /** A line for people, on stderr. */
  note(line: string): void;
  /** On stderr: `line` replaces itself where there is a terminal; elsewhere `milestone` is written, where there is one. */
  progress(line: string, milestone: string | undefined): void;
  /** On stdout, in place of the frame before: only where `live`. */
  frame(text: string): void;
  /** Stdout is a screen that can be written over. */
  readonly live: boolean;
  readonly json: boolean;
}

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of the terminal that stderr is, or undefined when it is none. */
  readonly columns: number | undefined;
  /** Size of the terminal that stdout is, or undefined when it is none. */
  readonly screen?: { readonly columns: number; readonly rows: number } | undefined;
}

const HOME = '\u001b[H';
const CLEAR_TO_END_OF_LINE = '\u001b[K';
const CLEAR_BELOW = '\u001b[J';
const CLEAR_LINE = '\r\u001b[2K';

export function createTerminal({ out, err, columns, screen }: Streams, json: boolean): Terminal {
  let open = false;
  const close = (): void => {
    if (open) err(CLEAR_LINE);
    open = false;
  };
  return {
    json,
    live: screen !== undefined,
    frame(text) {
      const lines = printable(text)
        .split('\n')
        .slice(0, Math.max(1, (screen?.rows ?? 24) - 1));
      // Written over line by line: a screen that is cleared first flickers.
      const over = lines.map((line) => `${line.slice(0, screen?.columns)}${CLEAR_TO_END_OF_LINE}\n`);
      out(`${HOME}${over.join('')}${CLEAR_BELOW}`);
    },
    result(document, text) {
      close();
      out(json ? `${JSON.stringify(document)}\n` : text === '' ? '' : `${printable(text)}\n`);
    },
    note(line) {
      close();
      err(`${printable(line)}\n`);
    },
    progress(line, milestone) {
      if (columns === undefined) {
        if (milestone !== undefined) err(`${printable(milestone)}\n`);
        return;
      }
      err(`${CLEAR_LINE}${printable(line).slice(0, Math.max(20, columns - 1))}`);
      open = true;
    },
  };
}
