import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { refuse } from '../http/problem.ts';

/** `<data>/control.json`: where the kernel of this directory can be reached while it runs. */
export interface ControlFile {
  readonly pid: number;
  /** Path of the unix socket or Windows pipe. */
  readonly socket: string;
  /** Address of the web page. */
  readonly url?: string;
}

/** macOS allows 104 bytes, Linux 108, with the zero at the end. */
const SOCKET_PATH_LIMIT = 100;

const controlPath = (dataDir: string): string => join(dataDir, 'control.json');

/**
 * Where the control socket of a data directory lies: in it, or under the temporary directory of the same user when the
 * path is too long for a socket; on Windows a pipe named after the directory.
 */
export function socketPathOf(dataDir: string): string {
  const here = join(resolve(dataDir), 'control.sock');
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\esta-${name}`;
  if (Buffer.byteLength(here) <= SOCKET_PATH_LIMIT) return here;
  return join(tmpdir(), `esta-${userInfo().uid}-${name}`, 'control.sock');
}

/** Makes room for the socket: its own folder for this user only, and no dead socket of a kernel that was killed. */
export async function prepareSocketPath(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uid } = await lstat(folder);
  if (uid !== userInfo().uid && folder.startsWith(tmpdir()))
    refuse(
      'driver-failed',
      `The folder ${folder} for the control socket belongs to somebody else; use a shorter --data path.`,
    );
  await rm(path, { force: true });
}

export async function writeControlFile(dataDir: string, control: ControlFile): Promise<void> {
  const temporary = `${controlPath(dataDir)}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(control)}\n`, { mode: 0o600 });
  await rename(temporary, controlPath(dataDir));
}

/** What the last kernel of the directory wrote; it may be dead. */
export async function readControlFile(dataDir: string): Promise<ControlFile | undefined> {
  try {
    const control = JSON.parse(await readFile(controlPath(dataDir), 'utf8')) as ControlFile;
    return typeof control.socket === 'string' && typeof control.pid === 'number' ? control : undefined;
  } catch {
    return undefined;
  }
}

export async function removeControlFile(dataDir: string): Promise<void> {
  await rm(controlPath(dataDir), { force: true });
}
