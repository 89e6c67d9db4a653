import type { Client } from '@esta-logic/client';
import type { Command } from '../command.ts';

type Verb = 'stop' | 'suspend' | 'resume';

const command = (name: Verb, summary: string, details: readonly string[], done: string): Command => ({
  name,
  summary,
  positionals: ['PROCESS'],
  options: [],
  details: ['PROCESS is an id that `esta ps` shows, such as accrual-engine#1, or the name of a module.', ...details],
  async run({ positionals, terminal, connect }) {
    const { client } = await connect();
    const process = await VERBS[name](client, positionals[0]!);
    terminal.result(process, `${String(process['id'])} ${done}.`);
    return 0;
  },
});

const VERBS: Readonly<Record<Verb, (client: Client, process: string) => ReturnType<Client['stopProcess']>>> = {
  stop: (client, process) => client.stopProcess(process),
  suspend: (client, process) => client.suspendProcess(process),
  resume: (client, process) => client.resumeProcess(process),
};

export const stopCommand = command(
  'stop',
  'Stop a process: what is queued fails, what is in hand has a second to end.',
  ['Until `esta resume`, its module answers with the reason, also after the kernel was started again.'],
  'is stopped; `esta resume` starts it again',
);

export const suspendCommand = command(
  'suspend',
  'Stop a process where it stands; its messages wait.',
  ['It stays suspended until `esta resume`, also after the kernel was started again.'],
  'is suspended; its messages wait until `esta resume`',
);

export const resumeCommand = command(
  'resume',
  'Let a suspended, quarantined or stopped process go on.',
  ['A suspended process goes on where it stood; a stopped one is started afresh.'],
  'goes on',
);
