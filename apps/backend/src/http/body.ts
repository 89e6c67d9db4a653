import { refuse } from './problem.ts';

const MIB = 1024 * 1024;

/** Largest bodies per kind of request, in bytes; larger ones are refused before they are parsed. */
export const BODY_LIMITS = {
  /** Settings and single messages: the kernel's own payload limit and room for the envelope. */
  json: 2 * MIB,
  cases: 16 * MIB,
  /** A component in base64 and its manifest. */
  component: 96 * MIB,
  /** About a million shift rows. */
  timesheet: 64 * MIB,
} as const;

/** The whole body. Fault: payload-too-large, told from the header where there is one, else as soon as it is passed. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) tooLarge(limit);
  if (!request.body) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) tooLarge(limit);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
}

/** The body as a JSON object. Faults: invalid-argument, payload-too-large. */
export async function readJsonObject(
  request: Request,
  limit: number = BODY_LIMITS.json,
): Promise<Record<string, unknown>> {
  const bytes = await readBody(request, limit);
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse('invalid-argument', 'The body must be a JSON object.');
  return value as Record<string, unknown>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refuse('invalid-argument', `The body must be JSON in UTF-8: ${(error as Error).message}.`);
  }
}

function tooLarge(limit: number): never {
  refuse('payload-too-large', `The body is larger than the ${limit / MIB} MiB that this request may have; split it.`);
}
