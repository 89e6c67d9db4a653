import { failureOf, type CrankRecord } from '@esta-logic/journal';
import type { ReplayOutcome } from './replay-outcome.ts';

/**
 * No guest ran for a message whose idempotency key an earlier one of the same source, target and tenant had: what can be
 * checked is that the earlier message got this reply.
 */
export function replayRecalled(record: CrankRecord, earlier: CrankRecord | undefined): ReplayOutcome {
  const { ended } = record;
  const message = ended.how === 'recalled' ? ended.message : '';
  if (!earlier || earlier.envelope.metadata.messageId !== message)
    return {
      verdict: 'not-run',
      why: `No guest ran: it got the reply of the message ${message}, whose record is not at hand.`,
    };
  const [recorded, replayed] = [whatIsRecalled(record), whatIsRecalled(earlier)];
  const different = (Object.keys(recorded) as (keyof typeof recorded)[]).find(
    (name) => recorded[name] !== replayed[name],
  );
  if (different === undefined)
    return { verdict: 'same', fuel: 0, output: record.reply === undefined ? {} : { reply: record.reply } };
  return {
    verdict: 'diverged',
    divergence: {
      kind: 'output',
      what: `${different} than the message ${message}, whose reply it recalls`,
      recorded: recorded[different],
      replayed: replayed[different],
    },
  };
}

const whatIsRecalled = (record: CrankRecord) => ({
  reply: record.reply,
  'idempotency key': record.envelope.metadata.idempotencyKey,
  source: record.envelope.source,
  target: record.envelope.target,
  tenant: record.envelope.metadata.tenantId,
  failure: failureOf(record)?.code,
});
