import type { BlobSink } from './encode-record.ts';
import { isBlobText } from './encode-record.ts';
import { SECTIONS, type CrankRecord, type Section } from './crank-record.ts';
import type { PersonalOpcode, PersonalShape } from './personal-shape.ts';
import { splitText, type SplitText } from './split-text.ts';

/**
 * What the log commits to of a section with personal fields, in place of its text: so that each field can be withheld by
 * itself, and all that is shown is still proved.
 *
 *   split  = { "fields": [<digest>...], "shown": [<text>...] }, canonical JSON; there is one text more than there are digests
 *   digest = SHA-256(salt of the field || the field's text as a JSON string), in hexadecimal
 *
 * shown[0] field[0] shown[1] … joined is the section opened: of `payload` the payload itself; of `output` the section's
 * own text, with the reply in it as it is, not as a JSON string. The fields are
 *
 *   payload   what the opcode's schema marks
 *   output    what the opcode's schema of the reply marks; the message of a fault
 *
 * These are split in cranks of modules that mark personal fields; a section without fields stays as it is. So do `calls`,
 * whose values are of no schema, and `rest`.
 */
export type SplitSections = Readonly<Partial<Record<Section, SplitText>>>;

/** A split section as it was read. */
export interface CommittedSplit {
  /** In hexadecimal. */
  readonly digests: readonly string[];
  readonly shown: readonly string[];
}

/** Of a field of the crank at hand: its commitment in hexadecimal, under a salt of its own. */
export type FieldCommitment = (section: Section, place: number, text: string) => string;

const MESSAGE: PersonalShape = { members: { message: true } };

/** The texts of a section as the record has them, and what they hold. */
export interface SectionSource extends Pick<CrankRecord, 'payload' | 'reply'> {
  readonly stored: Readonly<Record<Section, string>>;
}

/** The sections that have fields, split. */
export function splitSections({ stored, payload, reply }: SectionSource, personal: PersonalOpcode): SplitSections {
  const split: Partial<Record<Section, SplitText>> = {
    output: splitText(openedOutput(stored.output, reply), outputShape(personal)),
    ...(personal.payload === undefined ? {} : { payload: splitText(payload, personal.payload) }),
  };
  return Object.fromEntries(Object.entries(split).filter(([, { fields }]) => fields.length > 0));
}

const outputShape = ({ reply }: PersonalOpcode): PersonalShape => ({
  members: { fault: MESSAGE, refused: MESSAGE, ...(reply === undefined ? {} : { reply }) },
});

/** What the log commits to, section by section. */
export function committedTexts(
  stored: SectionSource['stored'],
  split: SplitSections,
  commitment: FieldCommitment,
): Readonly<Record<Section, string>> {
  const text = (section: Section): string => {
    const cut = split[section];
    if (cut === undefined) return stored[section];
    const digests = cut.fields.map((field, place) => commitment(section, place, field));
    return encodeSplit({ digests, shown: cut.shown });
  };
  return Object.fromEntries(SECTIONS.map((section) => [section, text(section)])) as Record<Section, string>;
}

const BEGINNING = '{"fields":["';
const DIGEST = /^[0-9a-f]{64}$/;

const encodeSplit = ({ digests, shown }: CommittedSplit): string => JSON.stringify({ fields: digests, shown });

/** Undefined when the committed text is no split section in its only spelling. */
export function decodeSplit(committed: string): CommittedSplit | undefined {
  if (!committed.startsWith(BEGINNING)) return undefined;
  try {
    const { fields, shown } = JSON.parse(committed) as { fields: unknown; shown: unknown };
    const sound =
      Array.isArray(fields) &&
      fields.every((digest) => typeof digest === 'string' && DIGEST.test(digest)) &&
      Array.isArray(shown) &&
      shown.length === fields.length + 1 &&
      shown.every((piece) => typeof piece === 'string');
    const split = { digests: fields as string[], shown: shown as string[] };
    return sound && encodeSplit(split) === committed ? split : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a field as it is committed to under its salt. */
export const fieldText = (text: string): string => JSON.stringify(text);

const REPLY = '"reply":';

/** The reply stands last, and in the fault before it every quotation mark is escaped. */
function openedOutput(stored: string, reply: string | undefined): string {
  return reply === undefined ? stored : `${stored.slice(0, stored.indexOf(REPLY) + REPLY.length)}${reply}}`;
}

/** The section as the record has it, of the section opened. */
export function closedSection(section: Section, opened: string, blob: BlobSink): string {
  if (section === 'payload') return textOf(opened, blob);
  const reply = section === 'output' ? opened.indexOf(REPLY) : -1;
  return reply < 0
    ? opened
    : `${opened.slice(0, reply + REPLY.length)}${textOf(opened.slice(reply + REPLY.length, -1), blob)}}`;
}

const textOf = (text: string, blob: BlobSink): string => JSON.stringify(isBlobText(text) ? { blob: blob(text) } : text);
