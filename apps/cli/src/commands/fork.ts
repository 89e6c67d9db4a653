import { openRecords, pastPowers } from '@esta-logic/backend';
import { forkHistory, type Fork, type ForkChange } from '@esta-logic/replay';
import type { Command, CommandInput } from '../command.ts';
import { balanceDifferences } from '../past/balance-differences.ts';
import { forkText } from '../output/fork-text.ts';
import { clientOf } from '../past/past-connection.ts';
import { readBytes, readJson } from '../read-input.ts';
import { WrongUsage } from '../wrong-usage.ts';

export const forkCommand: Command = {
  name: 'fork',
  summary: 'Run history again from a crank with one message or one component changed, and show what would differ.',
  positionals: ['SEQ'],
  options: ['message', 'opcode', 'component', 'manifest'],
  details: [
    'SEQ is the number of a crank that took a message from outside. With --message and --opcode that message is another one; with --component and --manifest a module is another one from there on.',
    'History is run twice in memory, with and without the change, one message after the other at the times at which they came. Shown are the replies, the stored values and the balances that differ. Nothing of it is kept.',
  ],
  async run(input) {
    const { positionals, dataDir, terminal } = input;
    const [given = ''] = positionals;
    const seq = Number(given);
    if (!/^\d+$/.test(given) || !Number.isSafeInteger(seq))
      throw new WrongUsage(`\`esta fork\` needs the number of a crank, not ${JSON.stringify(given)}.`);
    const change = await changeOf(input);
    const records = await openRecords(dataDir);
    let fork: Fork | undefined;
    try {
      fork = await forkHistory(await pastPowers(records), seq, change, (done, all) =>
        terminal.progress(`${done} of ${all} messages run again`, undefined),
      );
      const balances = await balanceDifferences(clientOf(fork.unchanged), clientOf(fork.changed));
      terminal.result({ seq, ...fork.report, balances }, forkText(seq, fork.report, balances));
      return 0;
    } finally {
      await fork?.unchanged.kernel.stop();
      await fork?.changed.kernel.stop();
      await records.close();
    }
  },
};

async function changeOf({ text }: CommandInput): Promise<ForkChange> {
  const [message, opcode, component, manifest] = [text('message'), text('opcode'), text('component'), text('manifest')];
  if ((component === undefined) !== (manifest === undefined))
    throw new WrongUsage('`esta fork` needs both --component and --manifest, or neither.');
  if (message === undefined && opcode === undefined && component === undefined)
    throw new WrongUsage(
      '`esta fork` needs what is to be otherwise: --message, --opcode, or --component and --manifest.',
    );
  return {
    ...(message === undefined && opcode === undefined
      ? {}
      : {
          message: {
            ...(message === undefined ? {} : { payload: await readJson(message) }),
            ...(opcode === undefined ? {} : { opcode }),
          },
        }),
    ...(component === undefined || manifest === undefined
      ? {}
      : { module: { manifest: await readJson(manifest), component: await readBytes(component) } }),
  };
}
