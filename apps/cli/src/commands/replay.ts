import { availableParallelism } from 'node:os';
import { hostToolchain } from '@esta-logic/backend';
import { ReplayTally, type ReplayReport } from '@esta-logic/replay';
import type { Command, CommandInput } from '../command.ts';
import { countForPeople, several } from '../output/numbers.ts';
import { replayOnCores } from '../replay/replay-pool.ts';
import { directorySource, fileKind, fileSource, rangeOption, type ReplaySource } from '../replay/replay-source.ts';
import { WrongUsage } from '../wrong-usage.ts';
import { verifyCommand } from './verify.ts';
import { coresIn } from './cores-option.ts';

export const replayCommand: Command = {
  name: 'replay',
  summary: 'Run recorded cranks again, with no store attached, and say where they differ.',
  positionals: ['[WHAT]'],
  options: ['all', 'process', 'from', 'to', 'cores'],
  details: [
    'WHAT is the number of a crank, the id of a message, a file that `esta export journal` wrote, or a receipt, which is checked as by `esta verify`. With --all, or with --process, --from or --to, it is every such crank of the data directory.',
    'Each component runs on the recorded message and gets the recorded results of its system calls. Every request, the reply, the fuel and the end must be those of the record.',
    'Ends with 0 only if all of them are.',
  ],
  async run(input) {
    const { terminal, text, signal, positionals } = input;
    const kind = positionals[0] === undefined ? undefined : await fileKind(positionals[0]);
    if (kind === 'other') return verifyCommand.run(input);
    const cores = coresIn(text('cores')) ?? availableParallelism();
    const source = await sourceOf(input, kind);
    try {
      const { digest } = await hostToolchain();
      const tally = new ReplayTally(digest);
      const started = performance.now();
      const rate = (): string => {
        const seconds = (performance.now() - started) / 1000;
        return `${countForPeople(Math.round(tally.cranks / seconds))} per second on ${several(cores, 'core')}`;
      };
      await replayOnCores(source.batches, {
        cores: source.seq === undefined ? cores : 1,
        start: source.start,
        components: source.components,
        signal,
        onReport: (report) => {
          tally.add(report);
          terminal.progress(`${several(tally.cranks, 'crank')} replayed, ${rate()}`, undefined);
        },
      });
      const report = tally.report();
      const seconds = (performance.now() - started) / 1000;
      terminal.result({ ...report, seconds, cores }, describe(report, rate()));
      return report.ok && !signal.aborted ? 0 : 1;
    } finally {
      await source.close();
    }
  },
};

async function sourceOf(
  { positionals: [what], text, flag, dataDir }: CommandInput,
  kind: 'journal' | undefined,
): Promise<ReplaySource> {
  const range = rangeOption(text);
  const ranged = flag('all') || Object.keys(range).length > 0;
  if (what !== undefined && ranged)
    throw new WrongUsage('`esta replay` takes either WHAT, or --all, --process, --from and --to.');
  if (what !== undefined) return kind === 'journal' ? fileSource(what) : directorySource(dataDir, what);
  if (!ranged) throw new WrongUsage('`esta replay` needs a crank, a message, a file, or --all.');
  return directorySource(dataDir, range);
}

function describe({ cranks, same, notRun, diverged, failed, hash, notes }: ReplayReport, rate: string): string {
  const counts = [
    `${countForPeople(same)} the same`,
    ...(notRun > 0 ? [`${countForPeople(notRun)} in which no guest ran`] : []),
    ...(diverged > 0 ? [`${countForPeople(diverged)} diverged`] : []),
    ...(failed > 0 ? [`${countForPeople(failed)} that cannot be replayed`] : []),
  ];
  const more = diverged + failed - notes.length;
  return [
    ...notes.map(({ sentence }) => sentence),
    ...(more > 0 ? [`… and ${countForPeople(more)} more.`] : []),
    `${several(cranks, 'crank')} replayed (${rate}): ${counts.join(', ')}.`,
    `Hash over all of them: ${hash}`,
  ].join('\n');
}
