import { openRecords } from '@esta-logic/backend';
import { Journal } from '@esta-logic/journal';
import { faultOf, KernelError, unwrap } from '@esta-logic/kernel-boundary';
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
    const range = name.includes('#') ? { process: name } : {};
    const { from = 0, to = Infinity } = rangeOption(text);
    const records = await openRecords(dataDir);
    try {
      const steps = new CrankSteps();
      const shown: CrankStep[] = [];
      for await (const crank of new Journal(records.reader).cranks(range)) {
        const read = unwrap(crank);
        if (signal.aborted || read.record.seq >= to) break;
        if (range.process === undefined && read.terms.module !== name) continue;
        const step = steps.step(read);
        if (step.seq >= from) shown.push(step);
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
