export { run, type Surroundings } from './run.ts';
export type { Streams } from './output/terminal.ts';
export { COMMANDS } from './commands/index.ts';
export type { Command, CommandInput, ExitCode } from './command.ts';
export type { OptionName } from './options.ts';
