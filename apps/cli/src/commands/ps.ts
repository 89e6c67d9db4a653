import type { Client } from '@esta-logic/client';
import type { Command } from '../command.ts';
import { processFrame, processTable, type Look } from '../output/process-table.ts';
import { settingsLine } from '../output/settings-line.ts';
import type { Terminal } from '../output/terminal.ts';

/** Milliseconds between two frames of the live view. */
const FRAME_MS = 1000;

export const psCommand: Command = {
  name: 'ps',
  summary: 'Show the running components and their state, live on a terminal.',
  positionals: [],
  options: ['once'],
  details: [
    'On a terminal the table is renewed every second until Ctrl-C. With --once or --json, into a file or a pipe, and where no kernel is running, it is printed once.',
    'Below it stands what all modules claim together of the bounds that `esta start` was given.',
  ],
  async run({ terminal, connect, flag, signal }) {
    const { client, ours } = await connect();
    if (terminal.live && !terminal.json && !flag('once') && !ours) {
      await watch(client, terminal, signal);
      return 0;
    }
    const processes = await client.processes();
    terminal.result(processes, `${processTable(processes)}\n\n${settingsLine(await client.settings())}`);
    return 0;
  },
};

async function watch(client: Client, terminal: Terminal, signal: AbortSignal): Promise<void> {
  for (let before: Look | undefined; !signal.aborted;) {
    const now: Look = { processes: await client.processes(), at: performance.now() };
    terminal.frame(`${processFrame(before, now)}\n\n${settingsLine(await client.settings())}`);
    before = now;
    await pause(signal);
  }
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, FRAME_MS);
    signal.addEventListener('abort', done, { once: true });
  });
