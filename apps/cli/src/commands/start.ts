import type { Deployment } from '@esta-logic/backend';
import { directFetch } from '@esta-logic/backend';
import { createClient, type BalancesPage } from '@esta-logic/client';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import type { Command, CommandInput } from '../command.ts';
import { openOrFind, type RunningKernel } from '../connect.ts';
import { fillWithDemo } from '../demo.ts';
import { balancesTable } from '../output/balances-table.ts';
import { replicationNote } from '../output/replication-note.ts';
import { WrongUsage } from '../wrong-usage.ts';
import { coresIn } from './cores-option.ts';
import { linkIn } from './link-options.ts';
import { settingsIn } from './settings-options.ts';

export const DEFAULT_PORT = 4280;

export const startCommand: Command = {
  name: 'start',
  summary: 'Run the kernel and serve the web page until Ctrl-C.',
  positionals: [],
  options: ['port', 'demo', 'cores', 'memory', 'processes', 'tenant-rate', 'lockstep', 'link', 'link-key'],
  details: [
    'Serves on 127.0.0.1 only. Other commands on the same directory reach this kernel through its control socket.',
    'With --demo an empty directory is filled with a demo employer; a directory with data of its own is left as it is.',
    'With --memory, --processes and --tenant-rate the data directory gets bounds for all modules and tenants together, which every later command on it keeps. A module that asks for more than is left is refused; a tenant that sends more is told how long to wait. The log records each change, and `esta ps` shows what holds.',
    'With --lockstep every message is handled twice, by a second instance of the component and, for the services of this release, by their TypeScript on another engine. What does not come out alike is fault 4008 and is not kept; `esta step` shows both sides.',
    'With --link and --link-key every decision also waits until a standby has it: start that one with `esta standby` and the same two options.',
  ],
  async run(input) {
    const port = portIn(input.text('port'));
    const { terminal, signal, dataDir } = input;
    const link = linkIn(input);
    const cores = coresIn(input.text('cores'));
    const settings = settingsIn(input);
    const found = await openOrFind(dataDir, {
      signal,
      onWait: () => terminal.note(`Another esta command is at work on ${dataDir}; waiting for it.`),
      settings,
      lockstep: input.flag('lockstep'),
      ...(cores === undefined ? {} : { cores }),
      ...(link
        ? {
            pair: {
              ...link,
              observe: (event) => terminal.note(replicationNote(event)),
              cannotSign: (sentence) => terminal.note(`The standby could sign nothing after a takeover: ${sentence}`),
            },
          }
        : {}),
    });
    if ('client' in found) throw alreadyRunning(dataDir, found);
    try {
      await serve(found, port, input);
    } finally {
      await found.close();
    }
    terminal.note('Stopped. Everything is kept.');
    return 0;
  },
};

export async function serve(
  deployment: Deployment,
  port: number | undefined,
  { terminal, flag, signal, dataDir }: CommandInput,
): Promise<void> {
  const url = await deployment.listen(port === undefined ? { port: DEFAULT_PORT, otherPortIfTaken: true } : { port });
  const client = createClient(directFetch(deployment.handle));
  let balances: BalancesPage | undefined;
  if (flag('demo')) {
    await fillWithDemo({ client, dataDir, terminal, signal });
    balances = await client.balances();
  }
  const text = [
    ...(balances ? [balancesTable(balances), ''] : []),
    `ESTA-Logic serves ${dataDir}`,
    `Open ${url} — Ctrl-C stops it.`,
  ].join('\n');
  terminal.result({ url, dataDir, pid: process.pid, ...(balances ? { balances } : {}) }, text);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  terminal.note('Stopping: finishing what is in hand…');
}

export function portIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new WrongUsage(`The option --port needs a number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return port;
}

function alreadyRunning(dataDir: string, { control }: RunningKernel): KernelError {
  const where = control?.url === undefined ? '' : ` at ${control.url}`;
  const who = control === undefined ? '' : ` (process ${control.pid})`;
  return new KernelError(
    faultOf(
      'directory-in-use',
      `A kernel already runs on ${dataDir}${where}${who}: use that one, stop it, or use another --data directory.`,
    ),
  );
}
