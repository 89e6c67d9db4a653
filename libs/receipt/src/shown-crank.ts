import {
  closedSection,
  decodeRecord,
  decodeSplit,
  decodeTerms,
  joinText,
  recordOf,
  type BlobSink,
  type CrankRecord,
  type CrankTerms,
  type Section,
  type SectionText,
} from '@esta-logic/journal';
import { fail, ok, type Digest, type Result } from '@esta-logic/kernel-boundary';
import type { Receipt, ShownSection } from './receipt.ts';

const encoder = new TextEncoder();

export interface WholeCrank {
  readonly record: CrankRecord;
  readonly terms: CrankTerms;
}

/** The crank of a receipt that withholds nothing. Fault: log-broken. */
export function wholeCrank(digest: Digest, { sections, blobs }: Receipt): Result<WholeCrank> {
  const known = new Map(Object.entries(blobs));
  const sink = (text: string): string => {
    const hash = digest.blake3(encoder.encode(text));
    known.set(hash, text);
    return hash;
  };
  const { calls, output, payload, rest } = sections;
  if (!calls || !output || !payload || !rest) return fail('log-broken', 'A part of the decision is withheld.');
  const closed = (name: Section, section: ShownSection): SectionText => ({
    salt: section.salt,
    text: storedText(name, section, sink),
  });
  const whole = recordOf({
    calls: closed('calls', calls),
    output: closed('output', output),
    payload: closed('payload', payload),
    rest,
  });
  const record = decodeRecord(whole, (hash) => known.get(hash));
  if (!record.ok) return record;
  const terms = decodeTerms(known.get(record.value.terms) ?? '');
  return terms.ok ? ok({ record: record.value, terms: terms.value }) : terms;
}

/** A section as the record has it. */
function storedText(name: Section, { text, fields = [] }: ShownSection, sink: BlobSink): string {
  const split = decodeSplit(text);
  const values = fields.map((field) => field?.text ?? '');
  return split === undefined ? text : closedSection(name, joinText(split.shown, values), sink);
}

/** The terms of a crank whose section `rest` is shown. */
export function shownTerms({ sections, blobs }: Receipt): CrankTerms | undefined {
  const { terms } = (parsed(sections.rest?.text) ?? {}) as { readonly terms?: string };
  const decoded = terms === undefined ? undefined : decodeTerms(blobs[terms] ?? '');
  return decoded?.ok ? decoded.value : undefined;
}

/** What stands for a field that is withheld. */
const WITHHELD = '"[withheld]"';

/** The payload, as text; undefined when it is withheld. */
export function shownPayload({ sections, blobs }: Receipt): string | undefined {
  const opened = openedSection(sections.payload);
  return opened ?? textOf(parsed(sections.payload?.text), blobs);
}

export interface ShownOutput {
  readonly reply?: string;
  readonly fault?: ShownFault;
}

export interface ShownFault {
  readonly code: number;
  readonly message: string;
}

/** What came of the crank; undefined when it is withheld. */
export function shownOutput({ sections, blobs }: Receipt): ShownOutput | undefined {
  const opened = openedSection(sections.output);
  const output = parsed(opened ?? sections.output?.text) as OutputSection | undefined;
  if (output === undefined) return undefined;
  const { fault, refused = fault } = output;
  const reply = opened === undefined ? textOf(output.reply, blobs) : openedReply(opened);
  return { ...(reply === undefined ? {} : { reply }), ...(refused === undefined ? {} : { fault: refused }) };
}

interface OutputSection {
  readonly reply?: unknown;
  readonly fault?: ShownFault;
  readonly refused?: ShownFault;
}

/** A split section, put together with what is shown of its fields. */
function openedSection(section: Receipt['sections'][Section]): string | undefined {
  const split = section && decodeSplit(section.text);
  if (split === undefined) return undefined;
  const values = split.digests.map((_, i) => section?.fields?.[i]?.text ?? WITHHELD);
  return joinText(split.shown, values);
}

/** In an opened answer the reply stands last, as the JSON that it is. */
function openedReply(opened: string): string | undefined {
  const at = opened.indexOf(REPLY);
  return at < 0 ? undefined : opened.slice(at + REPLY.length, -1);
}

const REPLY = '"reply":';

function textOf(text: unknown, blobs: Receipt['blobs']): string | undefined {
  if (typeof text === 'string') return text;
  const { blob } = (text ?? {}) as { readonly blob?: unknown };
  return typeof blob === 'string' && Object.hasOwn(blobs, blob) ? blobs[blob] : undefined;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
