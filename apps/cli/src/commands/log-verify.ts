import {
  CHECKPOINT_FILE,
  cosignersOf,
  verifyPublished,
  type PublishedProblem,
  type SignedCheckpoint,
  type WitnessPolicy,
} from '@esta-logic/audit-log';
import type { Command, CommandInput, ExitCode } from '../command.ts';
import { several } from '../output/numbers.ts';
import { keyOption, policyOption } from '../proof/keys.ts';
import { publishedDirectory } from '../proof/published-directory.ts';

export const logVerifyCommand: Command = {
  name: 'log verify',
  recorded: true,
  summary: 'Check the whole audit log: every entry, every link.',
  positionals: [],
  options: ['published', 'key', 'witness', 'quorum'],
  details: [
    'With --published DIR it checks the files that `esta log publish` wrote instead, as a stranger does: signature, entries, every tile, root; --key is the verifier key that you trust, and --witness those of witnesses that must have cosigned it.',
    'Ends with 0 only if the log is whole.',
  ],
  async run(input) {
    const published = input.text('published');
    if (published !== undefined) return verifyFiles(input, published);
    const report = await (await input.connect()).client.verifyLog();
    const text = report.ok
      ? `The log is whole: ${several(report.entries, 'entry', 'entries')}, head ${report.head}.`
      : `The log is broken: ${report.problem?.what ?? 'no reason is given.'}`;
    input.terminal.result(report, text);
    return report.ok ? 0 : 1;
  },
};

async function verifyFiles({ text, terminal }: CommandInput, directory: string): Promise<ExitCode> {
  const reader = await publishedDirectory(directory);
  const pinned = await keyOption(reader.digest, text('key'));
  const policy = await policyOption(reader.digest, text);
  const report = await verifyPublished(reader, { log: pinned, ...(policy ? { witnesses: policy.keys } : {}) });
  const { checkpoint } = report;
  const problem = report.problem ?? (checkpoint && policy && lacking(checkpoint, policy));
  const ok = problem === undefined;
  const signed =
    checkpoint === undefined ? {} : { origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root };
  const whose = pinned === undefined ? '; whether its key is to be trusted was not asked (--key)' : '';
  terminal.result(
    { ok, ...signed, ...(problem === undefined ? {} : { problem }) },
    ok
      ? `The published log of ${checkpoint?.origin} is whole: ${several(checkpoint?.size ?? 0, 'entry', 'entries')}, root ${checkpoint?.root}${whose}.`
      : `The published log is broken: ${problem?.path}: ${problem?.what}`,
  );
  return ok ? 0 : 1;
}

function lacking({ signatures }: SignedCheckpoint, { keys, quorum }: WitnessPolicy): PublishedProblem | undefined {
  const found = cosignersOf(signatures, keys).length;
  return found >= quorum
    ? undefined
    : { path: CHECKPOINT_FILE, what: `${found} of the ${keys.length} witnesses cosigned it, and ${quorum} are wanted` };
}
