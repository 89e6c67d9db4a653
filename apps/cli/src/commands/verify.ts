import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { nodeSignatureVerifier } from '@esta-logic/driver-node-host';
import { hostToolchain } from '@esta-logic/backend';
import { unwrap } from '@esta-logic/kernel-boundary';
import { verifyReceipt, type ClaimState, type ReceiptReport, type Verdict } from '@esta-logic/receipt';
import type { Command } from '../command.ts';
import { componentFinder } from '../proof/components.ts';
import { keyOption, policyOption } from '../proof/keys.ts';
import { readBytes } from '../read-input.ts';

const unzip = promisify(gunzip);
/** A component that a stranger packed may not unpack to more than this. */
const LARGEST_COMPONENT = 256 * 1024 * 1024;

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'Check a receipt, and compute the decision again.',
  positionals: ['FILE'],
  options: ['key', 'witness', 'quorum', 'components'],
  details: [
    'Needs no data directory and no network. The component is taken from the receipt, from --components DIR, or from the services shipped with esta.',
    '--key is the verifier key that you trust, as text or in a file: any that the log had up to then. Without it the receipt can show who signed it, not that it is the one you mean.',
    '--witness are the verifier keys of witnesses that you trust: each of them, or as many as --quorum says, must have cosigned that the log only grew.',
    'Ends with 0 only if nothing is refuted, and everything that the receipt shows was proved; with 1 otherwise.',
  ],
  async run({ positionals, text, terminal }) {
    const [file] = positionals as [string];
    const { digest, ...toolchain } = await hostToolchain();
    const trusted = await keyOption(digest, text('key'));
    const witnesses = await policyOption(digest, text);
    const receipt = new TextDecoder().decode(await readBytes(file));
    const report = unwrap(
      await verifyReceipt(receipt, {
        digest,
        toolchain,
        verifier: nodeSignatureVerifier(),
        gunzip: async (bytes) => unzip(bytes, { maxOutputLength: LARGEST_COMPONENT }),
        findComponent: componentFinder(digest, text('components')),
        ...(trusted ? { trusted } : {}),
        ...(witnesses ? { witnesses } : {}),
        onClaim: ({ sentence }) => terminal.progress(sentence, undefined),
      }),
    );
    terminal.result(report, describe(report));
    return report.claims.every(
      ({ name, state }) => state === 'proved' || state === 'withheld' || isUnasked(name, trusted),
    )
      ? 0
      : 1;
  },
};

/** Who gives no key to trust has not asked whether it is trusted. */
const isUnasked = (name: string, trusted: unknown): boolean => name === 'key' && trusted === undefined;

const MARKS: Readonly<Record<ClaimState, string>> = { proved: '✓', withheld: '–', open: '?', refuted: '✗' };
const VERDICTS: Readonly<Record<Verdict, string>> = {
  proved: 'Proved: everything that the receipt says holds.',
  partly: 'Nothing is wrong; what is marked – was withheld, and what is marked ? could not be checked here.',
  refuted: 'Refuted: do not rely on this receipt.',
};

function describe({ claims, decision, verdict, checkpoint }: ReceiptReport): string {
  return [
    ...(decision === undefined ? [] : describeDecision(decision)),
    ...(checkpoint === undefined ? [] : [`Signed by ${checkpoint.key}`]),
    ...claims.map(({ state, sentence }) => `${MARKS[state]} ${sentence}`),
    VERDICTS[verdict],
  ].join('\n');
}

function describeDecision(decision: Required<ReceiptReport>['decision']): string[] {
  const { seq, time, module, opcode, messageId, outcome, payload, reply, fault } = decision;
  return [
    `Decision ${seq} of ${time}: ${module} on ${opcode} (message ${messageId}), ${outcome === 'committed' ? 'granted' : `refused with ${outcome}`}`,
    ...(payload === undefined ? [] : [`  question: ${payload}`]),
    ...(reply === undefined ? [] : [`  answer:   ${reply}`]),
    ...(fault === undefined ? [] : [`  refusal:  ${fault.code}, ${fault.message}`]),
  ];
}
