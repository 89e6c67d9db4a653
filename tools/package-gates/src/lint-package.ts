import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Packed } from './pack.ts';

const run = promisify(execFile);

/** What publint has against the packed package, as sentences. */
export async function publintProblems(packed: Packed): Promise<string[]> {
  const bytes = await readFile(packed.tarball);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, level: 'warning', strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`);
}

/** What "are the types wrong" has against the tarball, for packages that ES module importers alone may use. */
export async function typeProblems(attw: string, packed: Packed): Promise<string[]> {
  const args = [attw, packed.tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji'];
  try {
    const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 26 });
    return /does not contain types|no types/iu.test(stdout) ? [`attw: ${stdout.trim()}`] : [];
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return [`attw: ${`${stdout}${stderr}`.trim()}`];
  }
}
