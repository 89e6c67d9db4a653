import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSendRequest } from './envelope.ts';

const good = { type: 'Command', target: 'accrual-engine', opcode: 'accrual.calculate', payload: {} };

test('I6 a well-formed request is passed on as it is', () => {
  const request = {
    ...good,
    priority: 'high',
    ttlMs: 1000,
    tenantId: 'acme',
    delivery: 'exactly-once',
    idempotencyKey: 'k',
    correlationId: 'c',
  };
  expect(decodeSendRequest(request)).toEqual({ ok: true, value: request });
});

test('I6 each wrong field is refused by its name', () => {
  const wrong: [object, string][] = [
    [{ type: 'Shout' }, 'type'],
    [{ target: 'Accrual Engine' }, 'target'],
    [{ target: undefined }, 'target'],
    [{ opcode: 'calculate' }, 'opcode'],
    [{ priority: 'urgent' }, 'priority'],
    [{ ttlMs: 0 }, 'ttlMs'],
    [{ ttlMs: 1.5 }, 'ttlMs'],
    [{ deadlineMs: 0 }, 'deadlineMs'],
    [{ tenantId: '' }, 'tenantId'],
    [{ delivery: 'maybe' }, 'delivery'],
    [{ delivery: 'exactly-once' }, 'idempotencyKey'],
    [{ idempotencyKey: 'x'.repeat(129) }, 'idempotencyKey'],
    [{ sender: 'me' }, 'sender'],
  ];
  for (const [change, field] of wrong) {
    const result = decodeSendRequest({ ...good, ...change });
    expect(result).toMatchObject({ ok: false, fault: { name: 'invalid-envelope' } });
    if (!result.ok) expect(result.fault.message).toContain(`"${field}"`);
  }
});

test('I6 nothing makes the decoder throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof decodeSendRequest(value).ok).toBe('boolean');
    }),
  );
  fc.assert(
    fc.property(
      fc.record(
        { type: fc.anything(), target: fc.anything(), opcode: fc.anything(), ttlMs: fc.anything() },
        { requiredKeys: [] },
      ),
      (value) => {
        expect(typeof decodeSendRequest(value).ok).toBe('boolean');
      },
    ),
  );
});
