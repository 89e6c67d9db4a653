import type { Command } from '../command.ts';
import { readBytes } from '../read-input.ts';
import { writePrivate } from '../write-output.ts';

export const receiptCommand: Command = {
  name: 'receipt',
  recorded: true,
  summary: 'Print one decision as a file that proves itself.',
  positionals: ['ID'],
  options: ['redact', 'withhold', 'with-component', 'checkpoint', 'out'],
  details: [
    'ID is the id of a message, as answers and statements name it, or the number of a crank. The receipt holds the question, every system call, the answer with its citations, and the proof that the signed log has it. `esta verify FILE` checks it, on any machine.',
    '--redact leaves out names, dates of birth, reasons and what else the module marks as personal, in the question and in the answer, and all system calls. The rest is still proved; not how it was computed.',
    '--withhold leaves parts out: payload (the question), calls, output (the answer), rest (who and when). What remains still proves that the decision is in the log, not how it was computed.',
    '--checkpoint FILE proves it under a checkpoint that was published before, with the cosignatures of its witnesses.',
  ],
  async run({ positionals, text, flag, terminal, connect }) {
    const [id] = positionals as [string];
    const withhold = (text('withhold') ?? '').split(',').filter((name) => name !== '');
    const file = text('checkpoint');
    const checkpoint = file === undefined ? undefined : new TextDecoder().decode(await readBytes(file));
    const { client } = await connect();
    const receipt = await client.receipt(id, {
      withhold,
      redact: flag('redact'),
      withComponent: flag('with-component'),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    });
    const out = text('out');
    if (out === undefined) {
      terminal.result(JSON.parse(receipt), receipt.trimEnd());
      return 0;
    }
    await writePrivate(out, receipt);
    terminal.result({ file: out }, `The receipt is in ${out}; \`esta verify ${out}\` checks it.`);
    return 0;
  },
};
