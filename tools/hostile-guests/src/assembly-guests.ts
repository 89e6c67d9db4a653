import { rightsOf } from '@esta-logic/kernel-boundary';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ASSEMBLY_CASES } from './assembly-cases.ts';
import { FOLDER, ROOT } from './folders.ts';
import { manifestOf, type GuestModule } from './guest-module.ts';

const EXAMPLE = join(ROOT, 'examples/assemblyscript-service');
const run = promisify(execFile);

const managedManifest = (): unknown => ({
  ...manifestOf('managed', ['db', 'ipc', 'time'], ['echo', ...deedsOf('managed')]),
  requiredCapabilities: [
    {
      label: 'rows',
      resourceType: 'database',
      resourcePattern: 'managed.rows',
      rights: rightsOf('read', 'write', 'list'),
      reason: 'Has something to leave behind.',
    },
    ...['neighbour', 'brute'].map((label) => ({
      label,
      resourceType: 'channel',
      resourcePattern: `${label}.*`,
      rights: rightsOf('write', 'execute'),
      reason: 'Has somebody to disturb.',
    })),
    {
      label: 'everybody',
      resourceType: 'channel',
      resourcePattern: 'broadcast.neighbour.*',
      rights: rightsOf('write'),
      reason: 'Has everybody to disturb.',
    },
    {
      label: 'clock',
      resourceType: 'clock',
      resourcePattern: '*',
      rights: rightsOf('read'),
      reason: 'Has a clock to read for ever.',
    },
  ],
});

const deedsOf = (module: string): string[] =>
  ASSEMBLY_CASES.map(({ opcode }) => opcode.split('.') as [string, string]).flatMap(([id, deed]) =>
    id === module ? [deed] : [],
  );

/** The guests of guests/assembly, and the honest example that they share their system calls with. */
export function assemblyGuests(): Promise<readonly GuestModule[]> {
  const hostile = ['trap-at-start', 'spin-at-start', 'allocate-at-start'].map(async (name) => ({
    manifest: manifestOf(name, [], ['answer']),
    bytes: await assemblyComponent(`guests/assembly/${name}.ts`),
  }));
  return Promise.all([...hostile, managed(), honest()]);
}

const managed = async (): Promise<GuestModule> => ({
  manifest: managedManifest(),
  bytes: await assemblyComponent('guests/assembly/managed.ts'),
});

const honest = async (): Promise<GuestModule> => ({
  manifest: JSON.parse(readFileSync(join(EXAMPLE, 'manifest.json'), 'utf8')) as unknown,
  bytes: await assemblyComponent(join(EXAMPLE, 'assembly/index.ts')),
});

/** Builds a guest as the example builds its service: the same sources give the same bytes. */
async function assemblyComponent(entry: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-assembly-'));
  try {
    const file = join(folder, 'component.wasm');
    await run(process.execPath, [join(EXAMPLE, 'build.ts'), entry, file], { cwd: FOLDER });
    return new Uint8Array(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
