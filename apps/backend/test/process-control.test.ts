import { faultOf } from '@esta-logic/kernel-boundary';
import { describe, expect, it } from 'vitest';
import { createMemoryApi } from './memory-api.ts';

const letter = (seq: number) => ({
  seq,
  envelope: {
    type: 'Command' as const,
    source: 'time-service',
    target: 'accrual-engine',
    opcode: 'accrual.apply',
    metadata: {
      messageId: `k1-${seq}.1`,
      timestamp: '2026-01-05T00:00:00.000Z',
      priority: 'normal' as const,
      schemaVersion: 1,
    },
  },
  payload: '{"hours":"8"}',
  fault: faultOf('not-found', 'There is no such employee.'),
});

describe('/api/processes/:id/…', () => {
  it.each([
    ['suspend', 'suspended'],
    ['resume', 'waiting'],
    ['stop', 'completed'],
  ])('%s answers with the process as it is then', async (verb, state) => {
    const { call, kernel } = createMemoryApi();
    expect(await call('POST', `/api/processes/${encodeURIComponent('time-service#1')}/${verb}`, {})).toEqual({
      status: 200,
      body: { id: 'time-service#1', state },
    });
    expect(kernel.controlled).toEqual([`${verb === 'stop' ? 'terminate' : verb} time-service#1`]);
    expect(await call('POST', `/api/processes/nobody/${verb}`, {})).toMatchObject({
      status: 404,
      body: { error: { code: 1013 } },
    });
    expect(await call('GET', `/api/processes/time-service/${verb}`)).toMatchObject({ status: 405 });
    expect(kernel.controlled).toHaveLength(1);
  });
});

describe('/api/dead-letters', () => {
  it('lists letters without payloads, behind a number too, and shows one with its payload', async () => {
    const { call, kernel } = createMemoryApi();
    for (const seq of [3, 7]) kernel.letters.set(seq, letter(seq));
    const all = await call('GET', '/api/dead-letters');
    expect(all).toMatchObject({
      status: 200,
      body: [{ seq: 3, source: 'time-service', fault: { code: 1013 } }, { seq: 7 }],
    });
    expect(JSON.stringify(all.body)).not.toContain('hours');
    expect((await call('GET', '/api/dead-letters?after=3')).body).toMatchObject([{ seq: 7, messageId: 'k1-7.1' }]);
    expect((await call('GET', '/api/dead-letters/7')).body).toMatchObject({ seq: 7, payload: { hours: '8' } });
  });

  it('retries and discards by number, and says when there is no such letter', async () => {
    const { call, kernel } = createMemoryApi();
    for (const seq of [3, 7]) kernel.letters.set(seq, letter(seq));
    expect(await call('POST', '/api/dead-letters/3/retry', {})).toMatchObject({ status: 200, body: { seq: 3 } });
    expect(await call('POST', '/api/dead-letters/7/discard', {})).toMatchObject({ status: 200, body: { seq: 7 } });
    for (const path of ['/api/dead-letters/3/retry', '/api/dead-letters/7/discard'])
      expect(await call('POST', path, {})).toMatchObject({ status: 404 });
    expect(await call('GET', '/api/dead-letters/seven')).toMatchObject({
      status: 400,
      body: { error: { code: 1012 } },
    });
    expect(await call('GET', '/api/dead-letters?before=3')).toMatchObject({ status: 400 });
  });
});
