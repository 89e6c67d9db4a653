import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `npm pack` says of one package. */
export interface Packed {
  /** Absolute path of the tarball; with `dryRun` the path it would have. */
  readonly tarball: string;
  /** Bytes of the tarball. */
  readonly size: number;
  readonly files: readonly string[];
}

/** Packs the package in `folder` (absolute) into `destination`. */
export async function pack(folder: string, destination: string, dryRun = false): Promise<Packed> {
  const args = [
    'pack',
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    destination,
    ...(dryRun ? ['--dry-run'] : []),
  ];
  const { stdout } = await run('npm', args, { cwd: folder, maxBuffer: 1 << 26 });
  const [packed] = JSON.parse(stdout) as { filename: string; size: number; files: { path: string }[] }[];
  if (packed === undefined) throw new Error(`npm pack said nothing of ${folder}.`);
  return {
    tarball: join(destination, packed.filename),
    size: packed.size,
    files: packed.files.map((file) => file.path),
  };
}
