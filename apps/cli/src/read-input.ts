import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { faultOf, KernelError, type ErrorName } from '@esta-logic/kernel-boundary';

/** The bytes of a file as a stream, after it is known that it can be read; `-` is standard input. Fault: not-found. */
export async function openUpload(path: string): Promise<AsyncIterable<Uint8Array>> {
  if (path === '-') return process.stdin;
  try {
    const file = await open(path);
    const isFile = (await file.stat()).isFile();
    await file.close();
    if (!isFile) throw new Error('it is not a file');
  } catch (error) {
    throw cannotRead(path, error);
  }
  return createReadStream(path);
}

export async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
}

/** A JSON document from a file, or standard input for `-`. Faults: not-found, invalid-file. */
export async function readJson(path: string): Promise<unknown> {
  const source = path === '-' ? await text(process.stdin) : new TextDecoder().decode(await readBytes(path));
  return parseJson(source, path === '-' ? 'Standard input' : path);
}

/** Fault: invalid-file, with what JSON.parse found. A byte order mark, as Windows editors write it, is skipped. */
export function parseJson(source: string, what: string, name: ErrorName = 'invalid-file'): unknown {
  try {
    return JSON.parse(source.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new KernelError(faultOf(name, `${what} is not JSON: ${(error as Error).message}.`));
  }
}

function cannotRead(path: string, error: unknown): KernelError {
  const code = (error as NodeJS.ErrnoException).code;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file'
      : code === 'EACCES'
        ? 'this user may not read it'
        : (error as Error).message;
  return new KernelError(faultOf('not-found', `The file ${path} cannot be read: ${reason}.`));
}
