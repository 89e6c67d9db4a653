import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  blobsOf,
  decodeRecord,
  decodeTerms,
  encodeRecord,
  encodeTerms,
  failureOf,
  problemOfRecord,
  stateWritesOf,
} from '../src/index.ts';
import { anyRecord, blobShelf, SAMPLE, TERMS } from './record-samples.ts';
import { SALTS, saltsFor, SAMPLE_TEXT, TERMS_TEXT } from './golden.ts';

const ANY_SALTS = /(?<="salts":")[0-9a-f]{128}/;

describe('the crank record', () => {
  it('J1 every record of the grammar is read back as it was, and has one spelling', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const shelf = blobShelf();
        const { text, sections } = encodeRecord(record, shelf.sink, saltsFor(record));
        expect(problemOfRecord(text)).toBeUndefined();
        const decoded = decodeRecord(text, shelf.source);
        expect(decoded).toEqual({ ok: true, value: record });
        if (decoded.ok) expect(encodeRecord(decoded.value, shelf.sink, saltsFor(record))).toEqual({ text, sections });
        expect(JSON.parse(text)).toEqual({
          v: 2,
          salts: saltsFor(record),
          ...(record.personal && { personal: record.personal }),
          ...Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, JSON.parse(section)])),
        });
      }),
      { numRuns: 500 },
    );
  });

  it('J2 a record names every blob that it needs, and cannot be read without one', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const shelf = blobShelf();
        const { text } = encodeRecord(record, shelf.sink, saltsFor(record));
        expect(blobsOf(text)).toEqual({ ok: true, value: [...shelf.texts.keys(), record.terms] });
        for (const hash of shelf.texts.keys()) {
          const decoded = decodeRecord(text, (wanted) => (wanted === hash ? undefined : shelf.source(wanted)));
          expect(decoded).toMatchObject({ ok: false, fault: { name: 'log-broken' } });
          expect(!decoded.ok && decoded.fault.message).toContain(hash);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('J3 a text that was changed anywhere is no record, or is another one', () => {
    const { text } = encodeRecord(SAMPLE, blobShelf().sink, SALTS);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'"0a{}[],: \u0000'), (at, unit) => {
        const changed = text.slice(0, at) + unit + text.slice(at + 1);
        // Other salts make no other crank: that they were changed is what the log tells.
        if (changed.replace(ANY_SALTS, '') === text.replace(ANY_SALTS, '')) return;
        if (problemOfRecord(changed) !== undefined) return;
        const decoded = decodeRecord(changed, () => undefined);
        expect(decoded.ok && decoded.value).not.toEqual(SAMPLE);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['[]', 'record is damaged'],
    ['{', 'no JSON'],
    [SAMPLE_TEXT.replace('"v":2', '"v":1'), 'version'],
    [SAMPLE_TEXT.replace('"sys.db.read"', '"sys.db.peek"'), 'unknown call'],
    [SAMPLE_TEXT.replace('[0,"ann/2025-07-01"],[null]', '[0],[null]'), 'sys.db.read is damaged'],
    [SAMPLE_TEXT.replace('"how":"returned"', '"how":"left"'), 'end'],
    [SAMPLE_TEXT.replace('"code":1005', '"code":1'), 'code'],
    [SAMPLE_TEXT.replace('"seq":41', '"seq":-1'), 'seq'],
    [SAMPLE_TEXT.replace('"seq":41', '"seq":41,"x":1'), 'unknown member x'],
    [SAMPLE_TEXT.replace('"normal"', '"urgent"'), 'envelope'],
    [SAMPLE_TEXT.replace(',"v":2', ', "v":2'), 'canonical'],
    [SAMPLE_TEXT.replace('"salts":"', '"salts":"x'), 'salts'],
    [SAMPLE_TEXT.replace('"payload":"', `"payload":"${'8'.repeat(2000)}`), 'should be a blob'],
  ])('J3 what is wrong with a record is said', (text, problem) => {
    expect(text).not.toBe(SAMPLE_TEXT);
    expect(problemOfRecord(text)).toContain(problem);
  });

  it('J4 the worked example is written as the specification says', () => {
    expect(encodeRecord(SAMPLE, blobShelf().sink, SALTS).text).toBe(SAMPLE_TEXT);
    expect(encodeTerms(TERMS)).toBe(TERMS_TEXT);
    expect(decodeTerms(TERMS_TEXT)).toEqual({ ok: true, value: TERMS });
  });

  it('J3 terms that were changed are refused', () => {
    for (const wrong of [
      '{',
      '[]',
      TERMS_TEXT.replace('"v":1', '"v":2'),
      `${TERMS_TEXT} `,
      TERMS_TEXT.replace('blake3-1', 'sha-1'),
    ])
      expect(decodeTerms(wrong)).toMatchObject({ ok: false, fault: { name: 'log-broken' } });
  });

  it('J5 what a crank wrote follows from its calls; a crank that failed wrote nothing', () => {
    expect(stateWritesOf(SAMPLE, TERMS)).toEqual([{ key: 's/maple/time-service/shifts/ann/2025-07-01', value: '"8"' }]);
    const failed = { ...SAMPLE, refused: { code: 3001, name: 'timeout', message: 'Too late.' } as const };
    expect(failureOf(failed)?.name).toBe('timeout');
    expect(stateWritesOf(failed, TERMS)).toEqual([]);
  });
});
