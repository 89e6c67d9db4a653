import { resolve } from 'node:path';
import { requireDataDirectory } from '@esta-logic/backend';
import { faultOf, KernelError, type Fault } from '@esta-logic/kernel-boundary';
import type { Command, CommandInput } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { connect, type Connection, type OpenControls } from './connect.ts';
import { commandHelp, overview } from './help.ts';
import { createTerminal, type Streams, type Terminal } from './output/terminal.ts';
import { parseArguments, type Arguments } from './parse-arguments.ts';
import { WrongUsage } from './wrong-usage.ts';

export interface Surroundings {
  readonly streams: Streams;
  /** Directory that relative paths are meant from. */
  readonly cwd: string;
  /** Aborts when the user wants to leave. */
  readonly signal: AbortSignal;
}

/** Runs one command line and gives the exit code: 0 done, 1 refused or failed, 2 wrong usage. Never rejects. */
export async function run(argv: readonly string[], { streams, cwd, signal }: Surroundings): Promise<0 | 1 | 2> {
  // Read before the rest is understood: also "wrong usage" is a document for a program that asked for one.
  const terminal = createTerminal(streams, argv.includes('--json'));
  try {
    const asked = shortcut(argv);
    if (asked !== undefined) {
      terminal.result({ help: asked }, asked);
      return 0;
    }
    const given = parseArguments(argv[0] === '--version' ? ['version', ...argv.slice(1)] : argv, COMMANDS);
    if (given.flag('help')) return showHelp(given.command, terminal);
    return await execute(given, terminal, cwd, signal);
  } catch (thrown) {
    const fault = faultOfThrown(thrown);
    if (terminal.json) terminal.result({ error: fault }, '');
    terminal.note(
      thrown instanceof WrongUsage ? `esta: ${fault.message}` : `error ${fault.code} ${fault.name}: ${fault.message}`,
    );
    return thrown instanceof WrongUsage ? 2 : 1;
  }
}

async function execute(given: Arguments, terminal: Terminal, cwd: string, signal: AbortSignal): Promise<0 | 1> {
  const dataDir = resolve(cwd, given.text('data') ?? '.esta');
  const onWait = (): void => terminal.note(`Another esta command is at work on ${dataDir}; waiting for it.`);
  let connection: Promise<Connection> | undefined;
  const input: CommandInput = {
    ...given,
    dataDir,
    terminal,
    signal,
    connect: async () => {
      if (given.command.recorded) requireDataDirectory(dataDir);
      return (connection ??= connectAt(given.when, dataDir, { signal, onWait }));
    },
  };
  try {
    return await given.command.run(input);
  } finally {
    await (await connection?.catch(() => undefined))?.close();
  }
}

/** The kernel of now, or one of the past. */
async function connectAt(when: string | undefined, dataDir: string, controls: OpenControls): Promise<Connection> {
  if (when === undefined) return connect(dataDir, controls);
  const { connectPast } = await import('./past/past-connection.ts');
  return connectPast(dataDir, when);
}

/** `esta --help` and `esta -h` without a command. */
function shortcut(argv: readonly string[]): string | undefined {
  const words = argv.filter((word) => word !== '--json');
  return words.length === 1 && (words[0] === '--help' || words[0] === '-h') ? overview(COMMANDS) : undefined;
}

function showHelp(command: Command, terminal: Terminal): 0 {
  const text = commandHelp(command);
  terminal.result({ help: text }, text);
  return 0;
}

function faultOfThrown(thrown: unknown): Fault {
  if (thrown instanceof KernelError) return thrown.fault;
  const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return faultOf('internal', `esta failed in a way that it should not; please report this: ${reason}`);
}
