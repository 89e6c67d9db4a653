import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitmentOf, createSalts } from '@esta-logic/audit-log';
import { faultOf } from '@esta-logic/kernel-boundary';
import { seededEntropy, testDigest } from '@esta-logic/testkit';
import {
  closedSection,
  committedSections,
  commitmentsOf,
  decodeRecord,
  decodeSplit,
  encodeRecord,
  fieldText,
  joinText,
  JournalWriter,
  SECTIONS,
  type CrankRecord,
  type PersonalOpcode,
  type Section,
} from '../src/index.ts';
import { committedTexts, splitSections } from '../src/split-section.ts';
import { saltsFor } from './golden.ts';
import { anyRecord, blobShelf, SAMPLE } from './record-samples.ts';

const PERSONAL: PersonalOpcode = {
  payload: { members: { employee: true } },
  reply: { items: { members: { name: true } } },
};
const digestOf = (section: Section, place: number, text: string): string =>
  testDigest().sha256Hex(`${section} ${place} ${fieldText(text)}`);

function committed(record: CrankRecord, personal = PERSONAL) {
  const shelf = blobShelf();
  const { sections: stored } = encodeRecord(record, shelf.sink, saltsFor(record));
  const split = splitSections({ stored, ...record }, personal);
  return { shelf, stored, split, texts: committedTexts(stored, split, digestOf) };
}

describe('split sections', () => {
  it('J13 show what no schema marks, and commit to each field', () => {
    const { texts, split, stored } = committed({ ...SAMPLE, reply: '[{"id":1,"name":"Ann"}]' });
    expect(split.payload).toEqual({ fields: ['"ann"'], shown: ['{"employee":', ',"hours":"8"}'] });
    expect(split.output).toEqual({ fields: ['"Ann"'], shown: ['{"reply":[{"id":1,"name":', '}]}'] });
    expect([texts.calls, texts.rest]).toEqual([stored.calls, stored.rest]);
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

  it('J13 the writer commits to what a reader of the stored record finds, field by field', () => {
    const digest = testDigest();
    fc.assert(
      fc.property(
        anyRecord,
        fc.constantFrom<PersonalOpcode | undefined>(PERSONAL, {}, undefined),
        (record, personal) => {
          const { personal: _any, ...plain } = record;
          const crank = personal === undefined ? plain : { ...plain, personal };
          const shelf = blobShelf();
          const entry = new JournalWriter(digest, createSalts(seededEntropy(7))).write(crank, 'terms');
          const blobs = new Map(entry.writes.map(({ key, value }) => [key.split('/').at(-1), value as string]));
          const text = entry.writes.find(({ key }) => key.startsWith('j/'))!.value as string;
          const source = (hash: string): string | undefined => blobs.get(hash);
          expect(commitmentsOf(digest, text, source)).toEqual(entry.sections);
          const committed = committedSections(digest, text, source)!;
          for (const section of SECTIONS) {
            const { text: shown, fields } = committed[section];
            const split = decodeSplit(shown);
            expect(split?.digests).toEqual(
              fields?.map(({ salt, text: field }) => commitmentOf(digest, salt, fieldText(field))),
            );
            const salts = [committed[section].salt, ...(fields ?? []).map(({ salt }) => salt)];
            expect(new Set(salts).size).toBe(salts.length);
          }
          const decoded = decodeRecord(text, (hash) => source(hash) ?? shelf.source(hash));
          expect(decoded.ok && decoded.value.personal).toEqual(personal);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('J13 a changed shape is found: the record says another split than the log committed to', () => {
    const digest = testDigest();
    const entry = new JournalWriter(digest, createSalts(seededEntropy(7))).write({ ...SAMPLE, personal: PERSONAL }, '');
    const text = entry.writes.find(({ key }) => key.startsWith('j/'))!.value as string;
    for (const changed of [
      text.replace('{"members":{"employee":true}}', 'true'),
      text.replace(/"personal":\{.*?\},"rest"/, '"personal":{},"rest"'),
    ]) {
      expect(changed).not.toBe(text);
      expect(commitmentsOf(digest, changed, () => undefined)).not.toEqual(entry.sections);
    }
    for (const damaged of [text.replace('"members":{"employee":true}', '"members":{"employee":1}'), text.slice(1)])
      expect(commitmentsOf(digest, damaged, () => undefined)).toBeUndefined();
  });
});
