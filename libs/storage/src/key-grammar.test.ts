import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatKey, parseKey, RANGES, stateKey, statePrefix, type KeyParts } from './key-grammar.ts';
import { compareKeys, prefixEnd } from './key-order.ts';

/** Strings of UTF-16 units, lone surrogates and controls among them: the worst that a client can send. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom('/', '%', 'a', '2F', '\ud800', '\udc00', '\u0000', '\u007f', 'é', '\u{1f600}', '%uD800', '..'),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);
const seq = fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 1, 9, 10, Number.MAX_SAFE_INTEGER));
const parts: fc.Arbitrary<KeyParts> = fc.oneof(
  fc.record({
    kind: fc.constant('state' as const),
    tenantId: anyText,
    service: anyText,
    collection: anyText,
    key: anyText,
  }),
  fc.record({ kind: fc.constant('usage' as const), tenantId: anyText, service: anyText }),
  fc.record({ kind: fc.constant('mailbox' as const), target: anyText, seq }),
  fc.record({ kind: fc.constant('audit' as const), seq }),
  fc.record({
    kind: fc.constant('dedup' as const),
    tenantId: anyText,
    target: anyText,
    source: anyText,
    idempotencyKey: anyText,
  }),
  fc.record({ kind: fc.constant('dead-letter' as const), seq }),
  fc.record({ kind: fc.constant('tile' as const), level: fc.integer({ min: 0, max: 9 }), seq }),
  fc.record({ kind: fc.constant('crank' as const), seq }),
  fc.record({ kind: fc.constant('blob' as const), hash: fc.stringMatching(/^[0-9a-f]{64}$/) }),
  fc.record({ kind: fc.constant('message' as const), messageId: anyText }),
  fc.record({ kind: fc.constant('module' as const), id: anyText }),
  fc.record({ kind: fc.constant('meta' as const), name: anyText }),
);
const RUNS = { numRuns: 2000 };

describe('key grammar', () => {
  it('S11 every key parses back to what it was made of, whatever the strings', () => {
    fc.assert(
      fc.property(parts, (given) => void expect(parseKey(formatKey(given))).toEqual(given)),
      RUNS,
    );
  });

  it('S11 two different things never have one key', () => {
    fc.assert(
      fc.property(
        parts,
        parts,
        (a, b) => (formatKey(a) === formatKey(b)) === (JSON.stringify(a) === JSON.stringify(b)),
      ),
      RUNS,
    );
  });

  it('S11 what parses is in its only spelling', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom('s/', 'k/', 'm/', 'd/', 'q/', 'a/', 'j/', 'b/', 'i/', 't/'),
        (rest, root) => {
          const parsed = parseKey(root + rest);
          return parsed === undefined || formatKey(parsed) === root + rest;
        },
      ),
      RUNS,
    );
    for (const wrong of [
      '',
      's',
      's/a/b/c',
      'a/1',
      'a/00000000000000001',
      'z/a',
      'k/modules/a/b',
      'k/%61',
      'm/a/x000000000000001',
      `b/${'A'.repeat(64)}`,
      'a/9999999999999999',
    ]) {
      expect(parseKey(wrong)).toBeUndefined();
    }
  });

  it("S12 one collection's range holds its own keys and nobody else's", () => {
    const name = fc.record({ tenantId: anyText, service: anyText, collection: anyText });
    fc.assert(
      fc.property(name, name, anyText, (a, b, key) => {
        const prefix = statePrefix(a);
        const end = prefixEnd(prefix) as string;
        const inside = (k: string): boolean => compareKeys(k, prefix) >= 0 && compareKeys(k, end) < 0;
        return inside(stateKey(a, key)) && inside(stateKey(b, key)) === (JSON.stringify(a) === JSON.stringify(b));
      }),
      RUNS,
    );
  });

  it("S12 a tenant's range, a service's range and every kind's range hold exactly theirs", () => {
    fc.assert(
      fc.property(parts, anyText, anyText, (given, tenantId, service) => {
        const key = formatKey(given);
        const within = ({ from, to }: { from: string; to: string }): boolean =>
          compareKeys(key, from) >= 0 && compareKeys(key, to) < 0;
        expect(within(RANGES.stateOfTenant(tenantId))).toBe(given.kind === 'state' && given.tenantId === tenantId);
        expect(within(RANGES.stateOfService(tenantId, service))).toBe(
          given.kind === 'state' && given.tenantId === tenantId && given.service === service,
        );
        expect(within(RANGES.mailbox(service))).toBe(given.kind === 'mailbox' && given.target === service);
        expect(within(RANGES.dedupOfTarget(tenantId, service))).toBe(
          given.kind === 'dedup' && given.tenantId === tenantId && given.target === service,
        );
        const kinds = {
          state: RANGES.state,
          usage: RANGES.usage,
          mailbox: RANGES.mailboxes,
          audit: RANGES.audit,
          tile: RANGES.tiles,
          dedup: RANGES.dedup,
          'dead-letter': RANGES.deadLetters,
          crank: RANGES.cranks,
          blob: RANGES.blobs,
          message: RANGES.messages,
          module: RANGES.modules,
        };
        for (const [kind, range] of Object.entries(kinds)) expect(within(range)).toBe(given.kind === kind);
        expect(within(RANGES.everything)).toBe(true);
      }),
      RUNS,
    );
  });

  it('S13 sequence numbers sort as they count, and nothing else is one', () => {
    fc.assert(
      fc.property(
        seq,
        seq,
        (a, b) =>
          Math.sign(compareKeys(formatKey({ kind: 'audit', seq: a }), formatKey({ kind: 'audit', seq: b }))) ===
          Math.sign(a - b),
      ),
    );
    for (const wrong of [-1, 1.5, NaN, 2 ** 53])
      expect(() => formatKey({ kind: 'audit', seq: wrong })).toThrow(RangeError);
  });
});
