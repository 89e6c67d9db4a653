import { ERRORS, faultOf, KernelError, type ErrorName, type Fault } from '@esta-logic/kernel-boundary';
import type { FetchInit, FetchLike, ResponseLike } from './fetch-like.ts';

/**
 * Sent with every request. A page of another origin cannot add it without the server's consent (CORS preflight), so its
 * presence shows that a request comes from this client and not from a stranger's form.
 */
export const CLIENT_HEADER = 'x-esta-client';

export interface HttpCall {
  /** The JSON answer. Faults: whatever the server reports; driver-failed when it cannot be reached or understood. */
  json<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The successful response, for streams. */
  open(method: string, path: string, init?: Partial<FetchInit>): Promise<ResponseLike>;
}

export function createHttpCall(fetchLike: FetchLike, baseUrl: string): HttpCall {
  const open: HttpCall['open'] = async (method, path, init = {}) => {
    const request = { ...init, method, headers: { [CLIENT_HEADER]: '1', accept: 'application/json', ...init.headers } };
    const response = await fetchLike(`${baseUrl}${path}`, request).catch((cause: unknown) => {
      throw cause instanceof KernelError ? cause : new KernelError(unreachable(baseUrl, cause));
    });
    if (!response.ok) throw new KernelError(faultFrom(await response.text(), response.status));
    return response;
  };
  return {
    open,
    async json<T>(method: string, path: string, body?: unknown): Promise<T> {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await open(method, path, init);
      const text = await response.text();
      try {
        return JSON.parse(text) as T;
      } catch {
        throw new KernelError(
          faultOf('driver-failed', `The server answered ${method} ${path} with something that is not JSON.`),
        );
      }
    },
  };
}

/** The fault in an error document `{error:{code,name,message}}`, or one that says that the server gave no reason. */
export function faultFrom(body: string, status: number): Fault {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    if (isFault(error)) return { code: error.code, name: error.name, message: error.message };
  } catch {
    // Not an error document of this API: answered below.
  }
  return faultOf('driver-failed', `The server answered with status ${status} and gave no reason.`);
}

/** Whether a value off the wire is a row of the error table with its sentence. */
export function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null) return false;
  const { code, name, message } = value as Record<string, unknown>;
  return (
    typeof message === 'string' &&
    typeof name === 'string' &&
    Object.hasOwn(ERRORS, name) &&
    ERRORS[name as ErrorName].code === code
  );
}

function unreachable(baseUrl: string, cause: unknown): Fault {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return faultOf(
    'driver-failed',
    `The server${baseUrl === '' ? '' : ` at ${baseUrl}`} cannot be reached (${reason}); is \`esta start\` running?`,
  );
}
