import { fail, faultOf } from '@esta-logic/kernel-boundary';
import { expect, it } from 'vitest';
import { createMemoryApi } from '../../test/memory-api.ts';
import type { MemoryKernel } from '../../test/memory-kernel.ts';
import type { StoredLetter } from '../deployment/kernel-port.ts';
import { healEarlier } from './heal-earlier.ts';

const TRACE = '0000000100000000000000000000002a';

function letter(seq: number, opcode: string, source = 'time-service#1'): StoredLetter {
  const metadata = {
    messageId: `1-42-${seq}`,
    timestamp: '2026-01-05T00:00:00.000Z',
    trace: { traceparent: `00-${TRACE}-0000000000000001-01` },
  };
  const envelope = { source, target: 'accrual-engine', type: 'Command', opcode, metadata };
  return {
    seq,
    envelope: envelope as unknown as StoredLetter['envelope'],
    payload: '{}',
    fault: faultOf('timeout', 'Too slow.'),
  };
}

const put = (kernel: MemoryKernel, ...letters: StoredLetter[]): void => {
  for (const one of letters) kernel.letters.set(one.seq, one);
};

it('W9: an import makes up for what earlier ones sent on and nobody could handle, and says so', async () => {
  const { call, kernel } = createMemoryApi();
  put(kernel, letter(7, 'accrual.hours.stage'), letter(8, 'accrual.hours.publish'), letter(9, 'other.thing'));
  const { body } = await call('POST', '/api/imports', 'E1,2026-01-05,8\n');
  expect((body as object[]).at(-1)).toMatchObject({ event: 'result', result: { healed: 2, notes: [] } });
  expect([...kernel.letters.keys()]).toEqual([9]);
  expect(kernel.settledIds).toContain(TRACE);
});

it('a dry run gives nothing back', async () => {
  const { call, kernel } = createMemoryApi();
  put(kernel, letter(7, 'accrual.hours.publish'));
  await call('POST', '/api/imports?dryRun=1', 'E1,2026-01-05,8\n');
  expect(kernel.letters.size).toBe(1);
});

it('W9: what fails again is told with its reason, and does not stop the import', async () => {
  const { call, kernel } = createMemoryApi();
  put(kernel, letter(7, 'accrual.hours.publish'));
  const retry = kernel.retryDeadLetter.bind(kernel);
  kernel.retryDeadLetter = async (seq) => {
    const taken = await retry(seq);
    const died = letter(seq, 'accrual.hours.publish');
    put(kernel, { ...died, seq: seq + 100 });
    return taken;
  };
  const { body } = await call('POST', '/api/imports', 'E1,2026-01-05,8\n');
  expect((body as object[]).at(-1)).toMatchObject({
    event: 'result',
    result: { accepted: 1, notes: ['Hours of an earlier import still do not count: Too slow.'] },
  });
});

it('reads letters page by page, in their order, and leaves one that somebody else took', async () => {
  const { kernel } = createMemoryApi();
  put(kernel, ...Array.from({ length: 130 }, (_, i) => letter(i, i % 2 === 0 ? 'accrual.hours.stage' : 'x.y')));
  const given: number[] = [];
  const retry = kernel.retryDeadLetter.bind(kernel);
  kernel.retryDeadLetter = async (seq) => {
    if (seq === 4) return fail('conflict', 'Taken.');
    given.push(seq);
    return retry(seq);
  };
  expect(await healEarlier(kernel)).toEqual({ messages: 64, stillFailing: [] });
  expect(given).toEqual([...given].sort((a, b) => a - b));
});
