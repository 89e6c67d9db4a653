import { CLIENT_HEADER } from '@esta-logic/client';
import { refuse } from './problem.ts';

/** How a request came in: over a TCP port that any page in any browser can reach, or over the owner's socket. */
export type Entrance = 'loopback' | 'control';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/**
 * Keeps strangers' web pages out of the loopback port.
 * The Host header must name this machine: a page whose own name was re-bound to 127.0.0.1 (DNS rebinding) shows itself there.
 * Whoever changes something must come from this origin, or send the client's header, which a page of another origin
 * cannot add without a CORS consent that is never given.
 * Faults: capability-missing, with a sentence that says which rule refused.
 */
export function guardEntrance(request: Request, url: URL, entrance: Entrance): void {
  if (entrance === 'control') return;
  if (!LOOPBACK_NAMES.has(url.hostname)) {
    refuse(
      'capability-missing',
      `This server answers only under localhost or 127.0.0.1, not as ${JSON.stringify(url.hostname)}.`,
    );
  }
  const site = request.headers.get('sec-fetch-site');
  if (site === 'cross-site' && url.pathname.startsWith('/api/')) {
    refuse('capability-missing', 'Another web site may not ask this server.');
  }
  if (!SAFE_METHODS.has(request.method) && !comesFromHere(request, url)) {
    refuse(
      'capability-missing',
      `A request that changes something must come from this server's own page or carry the header ${CLIENT_HEADER}.`,
    );
  }
}

function comesFromHere(request: Request, url: URL): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null) return origin === url.origin;
  return request.headers.get(CLIENT_HEADER) !== null;
}
