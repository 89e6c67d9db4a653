import type { AuditRecord, CrankSections, Salts } from '@esta-logic/audit-log';
import { SECTIONS, type Section } from '@esta-logic/journal';
import { fail, ok, type Result } from '@esta-logic/kernel-boundary';

/** Whether a stored record is the one that its audit record commits to, section by section. Fault: log-broken. */
export function checkLeaf(salts: Salts, seq: number, text: string, leaf: string | undefined): Result<void> {
  const sections = sectionsOf(text);
  const found = Object.fromEntries(
    SECTIONS.map((name) => [name, hex(salts.commit(seq, name, sections[name]))]),
  ) as unknown as CrankSections;
  // Records are canonical, so the members stand there in just these words; parsing each would cost as much as two hashes.
  if (leaf?.includes(`"sections":${JSON.stringify(found)}`) === true && leaf.includes('"kind":"crank"'))
    return ok(undefined);
  const committed = leaf === undefined ? undefined : sectionsOfLeaf(leaf);
  if (!committed) return fail('log-broken', `There is a crank record ${seq}, but the log has no crank of that number.`);
  const altered = SECTIONS.find((name) => found[name] !== committed[name]);
  return fail(
    'log-broken',
    `The crank record ${seq} is not the one that the log commits to: its section "${altered}" was changed.`,
  );
}

function sectionsOfLeaf(leaf: string): CrankSections | undefined {
  try {
    const record = JSON.parse(leaf) as AuditRecord;
    return record.kind === 'crank' ? record.sections : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The texts of a record's sections, cut out of it. Their names are members of the record in this order, and none of a
 * member before them: inside of a text a quotation mark is escaped.
 */
function sectionsOf(text: string): Readonly<Record<Section, string>> {
  const output = text.indexOf(',"output":');
  const payload = text.indexOf(',"payload":', output);
  const rest = text.indexOf(',"rest":', payload);
  return {
    calls: text.slice('{"calls":'.length, output),
    output: text.slice(output + ',"output":'.length, payload),
    payload: text.slice(payload + ',"payload":'.length, rest),
    rest: text.slice(rest + ',"rest":'.length, text.length - ',"v":1}'.length),
  };
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A loop and not a map: four of them are made for every crank that is replayed. */
function hex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += BYTES[bytes[i]!]!;
  return text;
}
