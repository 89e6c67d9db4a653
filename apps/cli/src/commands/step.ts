import { openRecords, pastPowers } from '@esta-logic/backend';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { pastOf, processOf, readCranks } from '@esta-logic/replay';
import type { Command } from '../command.ts';
import { crankStepText } from '../output/crank-steps-text.ts';
import { CrankSteps, type CrankStep } from '../past/crank-steps.ts';
import { rangeOption } from '../replay/replay-source.ts';

export const stepCommand: Command = {
  name: 'step',
  summary: 'Step through the cranks of a process: each message, its system calls, what it changed, how it ended.',
  positionals: ['PROCESS'],
  options: ['from', 'to'],
  details: [
    'PROCESS is the id of a process, such as accrual-engine#1, or the name of a module, which means all of its processes. Long values are cut short; --json has them whole.',
  ],
  async run({ positionals: [name = ''], text, dataDir, terminal, signal }) {
    const { from = 0, to = Infinity } = rangeOption(text);
    const wanted = name.includes('#')
      ? (record: string) => processOf(record) === name
      : (record: string) => processOf(record)?.startsWith(`${name}#`) === true;
    const records = await openRecords(dataDir);
    try {
      const before = from === 0 ? undefined : await pastOf(await pastPowers(records), from - 1);
      const steps = new CrankSteps(before?.state);
      const shown: CrankStep[] = [];
      for await (const cranks of readCranks(records.reader, { from, to, wanted })) {
        for (const crank of cranks) shown.push(steps.step(crank));
        if (signal.aborted) break;
      }
      if (shown.length === 0)
        throw new KernelError(
          faultOf('not-found', `No crank of ${name} is recorded there; \`esta ps\` lists processes.`),
        );
      terminal.result({ process: name, cranks: shown }, shown.map(crankStepText).join('\n\n'));
      return 0;
    } finally {
      await records.close();
    }
  },
};
