import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crankBefore, hashesIn, processOf, recalledIn, termsOf } from './record-text.ts';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
/** Texts that look like what is searched for. */
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('"terms":"', '{"blob":"', '"process":"', '"ended":{"how":"recalled","message":"x"}', '"\\', '\\"'),
);
const record = fc.record({
  before: fc.option(fc.nat(), { nil: undefined }),
  blob: fc.option(hash, { nil: undefined }),
  payload: text,
  process: text,
  recalls: fc.option(text, { nil: undefined }),
  terms: hash,
});

/** A record as it is stored: members in the order of their names. */
const stored = ({
  before,
  blob,
  payload,
  process,
  recalls,
  terms,
}: typeof record extends fc.Arbitrary<infer R> ? R : never) =>
  JSON.stringify({
    calls: [],
    output: { reply: blob === undefined ? payload : { blob } },
    payload,
    rest: {
      crank: 'k1-1',
      ended: recalls === undefined ? { how: 'returned' } : { how: 'recalled', message: recalls },
      instance: { before, cranks: 1 },
      process,
      terms,
    },
    v: 1,
  });

describe('the text of a record', () => {
  it('says what it names, whatever stands in its texts', () => {
    fc.assert(
      fc.property(record, (made) => {
        const written = stored(made);
        expect(termsOf(written)).toBe(made.terms);
        expect(hashesIn(written).sort()).toEqual([made.terms, ...(made.blob === undefined ? [] : [made.blob])].sort());
        expect(processOf(written)).toBe(made.process);
        expect(recalledIn(written)).toBe(made.recalls);
        expect(crankBefore(written)).toBe(made.before);
      }),
    );
  });

  it('may be cut off anywhere', () => {
    fc.assert(
      fc.property(record, fc.nat(400), (made, length) => {
        const cut = stored(made).slice(0, length);
        for (const read of [hashesIn, processOf, recalledIn, crankBefore]) expect(() => read(cut)).not.toThrow();
      }),
    );
  });
});
