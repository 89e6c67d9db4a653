import type { Connection } from './connect.ts';
import type { OptionName } from './options.ts';
import type { Terminal } from './output/terminal.ts';

/** What a command was given, checked against its declaration. */
export interface CommandInput {
  readonly positionals: readonly string[];
  /** Text of an option that takes a value. */
  readonly text: (name: OptionName) => string | undefined;
  readonly flag: (name: OptionName) => boolean;
  /** Absolute path of the data directory. */
  readonly dataDir: string;
  readonly terminal: Terminal;
  /** The kernel of the data directory: the running one, or one opened here until the command ends. */
  readonly connect: () => Promise<Connection>;
  /** Aborts on Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** 0 done, 1 refused or failed. Wrong usage is thrown and becomes 2. */
export type ExitCode = 0 | 1;

export interface Command {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  /** The words after the name, such as `FILE.csv`; those in brackets may be left out. */
  readonly positionals: readonly string[];
  readonly options: readonly OptionName[];
  /** Asks what a directory has recorded: on a mistyped path it must fail, and not make a new one and find it whole. */
  readonly recorded?: true;
  /** Paragraphs for `--help`. */
  readonly details: readonly string[];
  readonly run: (input: CommandInput) => Promise<ExitCode>;
}
