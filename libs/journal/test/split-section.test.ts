import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '@esta-logic/kernel-boundary';
import { testDigest } from '@esta-logic/testkit';
import {
  closedSection,
  committedTexts,
  decodeSplit,
  decodeTerms,
  encodeRecord,
  encodeTerms,
  fieldText,
  joinText,
  SECTIONS,
  splitSections,
  type CrankRecord,
  type PersonalOpcode,
  type Section,
} from '../src/index.ts';
import { SALTS } from './golden.ts';
import { anyRecord, blobShelf, SAMPLE, TERMS } from './record-samples.ts';

const PERSONAL: PersonalOpcode = {
  payload: { members: { employee: true } },
  reply: { items: { members: { name: true } } },
};
const digestOf = (section: Section, place: number, text: string): string =>
  testDigest().sha256Hex(`${section} ${place} ${fieldText(text)}`);

function committed(record: CrankRecord, personal = PERSONAL) {
  const shelf = blobShelf();
  const { sections: stored } = encodeRecord(record, shelf.sink, SALTS);
  const split = splitSections({ stored, ...record }, personal);
  return { shelf, stored, split, texts: committedTexts(stored, split, digestOf) };
}

describe('split sections', () => {
  it('J13 show names of calls and what no schema marks, and commit to each field', () => {
    const { texts, split, stored } = committed({ ...SAMPLE, reply: '[{"id":1,"name":"Ann"}]' });
    expect(split.payload).toEqual({ fields: ['"ann"'], shown: ['{"employee":', ',"hours":"8"}'] });
    expect(split.output).toEqual({ fields: ['"Ann"'], shown: ['{"reply":[{"id":1,"name":', '}]}'] });
    expect(split.calls?.shown.join()).not.toContain('ann/');
    expect(split.calls?.shown.slice(0, 3)).toEqual(['[["sys.db.open",', ',', '],["sys.db.read",']);
    expect(texts.rest).toBe(stored.rest);
    expect(decodeSplit(texts.payload)).toEqual({
      digests: [digestOf('payload', 0, '"ann"')],
      shown: ['{"employee":', ',"hours":"8"}'],
    });
    const refused = committed({ ...SAMPLE, fault: faultOf('invalid-payload', 'No "reply": ann is away.') });
    expect(refused.split.output?.fields).toEqual(['"No \\"reply\\": ann is away."']);
  });

  it('J13 put together again, they are what the record holds; a section without fields is committed to as it is', () => {
    fc.assert(
      fc.property(anyRecord, fc.constantFrom(PERSONAL, {}), (record, personal) => {
        const { shelf, stored, split, texts } = committed(record, personal);
        for (const section of SECTIONS) {
          const cut = split[section];
          if (cut === undefined) {
            expect([texts[section], decodeSplit(texts[section])]).toEqual([stored[section], undefined]);
            continue;
          }
          expect(decodeSplit(texts[section])?.shown).toEqual(cut.shown);
          expect(closedSection(section, joinText(cut.shown, cut.fields), shelf.sink)).toBe(stored[section]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('J13 what is no split section in its only spelling is none', () => {
    const { payload } = committed(SAMPLE).texts;
    expect(decodeSplit(payload)).toBeDefined();
    for (const other of [
      payload.replace('"shown"', ' "shown"'),
      payload.replace(/[0-9a-f]{64}/, 'x'),
      payload.replace(',"shown":["', ',"shown":["","'),
      payload.slice(0, -1),
      '{"fields":["',
      '"text"',
    ])
      expect(decodeSplit(other)).toBeUndefined();
  });

  it('J13 terms say what their module marks as personal', () => {
    const terms = { ...TERMS, personal: { 'shift.record': PERSONAL } };
    expect(decodeTerms(encodeTerms(terms))).toEqual({ ok: true, value: terms });
    for (const personal of [1, { a: { payload: false } }, { a: { other: true } }, { a: { payload: { item: true } } }])
      expect(decodeTerms(encodeTerms({ ...TERMS, personal } as never)).ok).toBe(false);
  });
});
