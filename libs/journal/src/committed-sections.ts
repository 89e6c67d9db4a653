import { commitmentOf, SALT_DIGITS, type CrankSections } from '@esta-logic/audit-log';
import type { Digest } from '@esta-logic/kernel-boundary';
import type { Section } from './crank-record.ts';
import type { BlobSource } from './decode-record.ts';
import { recordParts, type RecordParts, type SectionText } from './section-texts.ts';
import {
  committedTexts,
  fieldText,
  splitSections,
  type FieldCommitment,
  type SectionSource,
  type SplitSections,
} from './split-section.ts';

type Hash = Pick<Digest, 'sha256Hex'>;

/** A section as the log commits to it, with its fields when it was split. */
export interface CommittedSection extends SectionText {
  readonly fields?: readonly SectionText[];
}

export type CommittedSections = Readonly<Record<Section, CommittedSection>>;

/** Gives salts of fields; those of a section in the order of their places, so that each derivation serves two. */
type FieldSalts = (section: Section, place: number) => string;

/**
 * The salts of fields: SHA-256(salt of the record's fields || " " || section || " " || number) has in its 64 digits those
 * of the places 2 x number and 2 x number + 1. Told alone, none says anything of another.
 */
function fieldSalts(digest: Hash, fieldSalt: string): FieldSalts {
  let known = '';
  let pair = '';
  return (section, place) => {
    const derivation = `${fieldSalt} ${section} ${Math.floor(place / 2)}`;
    if (derivation !== known) [known, pair] = [derivation, digest.sha256Hex(derivation)];
    return place % 2 === 0 ? pair.slice(0, SALT_DIGITS) : pair.slice(SALT_DIGITS);
  };
}

export function fieldCommitments(digest: Hash, fieldSalt: string): FieldCommitment {
  const saltOf = fieldSalts(digest, fieldSalt);
  return (section, place, text) => commitmentOf(digest, saltOf(section, place), fieldText(text));
}

/** What the log commits to of a stored record; undefined when it is damaged, or a blob of its payload or reply is missing. */
export function committedSections(digest: Hash, record: string, blobs: BlobSource): CommittedSections | undefined {
  const parts = recordParts(record);
  if (parts?.personal === undefined) return parts?.sections;
  const split = splitOf(parts, blobs);
  if (split === undefined) return undefined;
  const { sections, fieldSalt = '' } = parts;
  const texts = committedTexts(storedTexts(parts), split, fieldCommitments(digest, fieldSalt));
  const saltOf = fieldSalts(digest, fieldSalt);
  const section = (name: Section): CommittedSection => {
    const fields = split[name]?.fields.map((text, place) => ({ salt: saltOf(name, place), text }));
    return { salt: sections[name].salt, text: texts[name], ...(fields === undefined ? {} : { fields }) };
  };
  return { calls: section('calls'), output: section('output'), payload: section('payload'), rest: section('rest') };
}

const storedTexts = ({ sections: { calls, output, payload, rest } }: RecordParts): SectionSource['stored'] => ({
  calls: calls.text,
  output: output.text,
  payload: payload.text,
  rest: rest.text,
});

/** The commitments themselves, as the audit record has them; undefined as `committedSections`. */
export function commitmentsOf(digest: Hash, record: string, blobs: BlobSource): CrankSections | undefined {
  const committed = committedSections(digest, record, blobs);
  if (committed === undefined) return undefined;
  const of = ({ salt, text }: SectionText): string => commitmentOf(digest, salt, text);
  const { calls, output, payload, rest } = committed;
  return { calls: of(calls), output: of(output), payload: of(payload), rest: of(rest) };
}

function splitOf(parts: RecordParts, blobs: BlobSource): SplitSections | undefined {
  const stored = storedTexts(parts);
  const { personal = {} } = parts;
  try {
    const { reply } = JSON.parse(stored.output) as { readonly reply?: StoredText };
    const payload = textOf(JSON.parse(stored.payload) as StoredText, blobs);
    const replied = reply === undefined ? undefined : textOf(reply, blobs);
    if (payload === undefined || (reply !== undefined && replied === undefined)) return undefined;
    return splitSections({ stored, payload, ...(replied === undefined ? {} : { reply: replied }) }, personal);
  } catch {
    return undefined;
  }
}

type StoredText = string | { readonly blob: string };

const textOf = (text: StoredText, blobs: BlobSource): string | undefined =>
  typeof text === 'string' ? text : blobs(text.blob);

/** Hashes of the blobs of a stored record's payload and reply: what `committedSections` asks for. */
export function blobsOfTexts({ sections, personal }: RecordParts): readonly string[] {
  if (personal === undefined) return [];
  const named = `${sections.output.text}${sections.payload.text}`.matchAll(BLOB);
  return Array.from(named, ([, hash]) => hash!);
}

/** Within a JSON string every quotation mark is escaped, so these are no part of a text. */
const BLOB = /\{"blob":"([0-9a-f]{64})"\}/g;
