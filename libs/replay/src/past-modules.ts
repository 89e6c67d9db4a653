import { faultOf, KernelError, type ComponentStore } from '@esta-logic/kernel-boundary';
import type { AuditEvent, AuditRecord } from '@esta-logic/audit-log';
import { auditKey } from '@esta-logic/storage';
import type { JournalReader } from './crank-batch.ts';
import type { ModuleVersion } from './pinned-store.ts';

type Installation = Extract<AuditEvent, { kind: 'module.installed' }>;

/** A module that was installed, and when. */
export interface RecordedInstallation extends ModuleVersion {
  readonly seq: number;
  readonly version: string;
}

const PAGE = 1000;

/** Every installation from one record of the log to another, both included. @throws KernelError not-found. */
export async function installations(
  reader: JournalReader,
  components: ComponentStore,
  from: number,
  to: number,
): Promise<readonly RecordedInstallation[]> {
  const found: RecordedInstallation[] = [];
  for (let start = from; start <= to;) {
    const page = await reader.scan({ from: auditKey(start), to: auditKey(to + 1), limit: PAGE });
    if (page.length === 0) break;
    start += page.length;
    for (const { value } of page) {
      // Most records are cranks: parsing all of them would take ten times as long.
      if (!value.includes('"kind":"module.installed"')) continue;
      const record = JSON.parse(value) as AuditRecord & Installation;
      if (record.kind === 'module.installed') found.push(await versionOf(record, components));
    }
  }
  return found;
}

async function versionOf(
  { seq, module, version, hash, manifestHash }: AuditRecord & Installation,
  components: ComponentStore,
): Promise<RecordedInstallation> {
  const manifest =
    manifestHash === undefined ? await manifestOf(module, version, components) : `blake3-${manifestHash}`;
  return { seq, module, version, component: `blake3-${hash}`, manifest };
}

/** For records that do not name the manifest: the only one of that module and version that there is. */
async function manifestOf(module: string, version: string, components: ComponentStore): Promise<string> {
  const matching: string[] = [];
  for (const name of await components.list('modules/')) {
    const hash = /^modules\/(blake3-[0-9a-f]{64})\.manifest\.json$/.exec(name)?.[1];
    const bytes = hash === undefined ? undefined : await components.read(name);
    if (bytes === undefined) continue;
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as { id?: unknown; version?: unknown };
    if (manifest.id === module && manifest.version === version) matching.push(hash!);
  }
  if (matching.length === 1) return matching[0]!;
  throw new KernelError(
    faultOf(
      'not-found',
      `Which manifest ${module} ${version} was installed under is not recorded, and ${matching.length} manifests of that version are in the store.`,
    ),
  );
}
