import type { AuditRecord, CrankSections } from '@esta-logic/audit-log';
import { SECTIONS } from '@esta-logic/journal';
import { fail, ok, type Result } from '@esta-logic/kernel-boundary';

/** Whether an audit record commits to the record with these commitments, section by section. Fault: log-broken. */
export function checkLeaf(found: CrankSections, seq: number, leaf: string | undefined): Result<void> {
  const { calls, output, payload, rest } = found;
  // Records are canonical, so the members stand there in just these words; parsing each would cost as much as two hashes.
  const members = `"sections":{"calls":"${calls}","output":"${output}","payload":"${payload}","rest":"${rest}"}`;
  if (leaf?.includes(members) === true && leaf.includes('"kind":"crank"')) return ok(undefined);
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
