import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import type { ApiContext } from '../api-context.ts';
import type { Entrance } from './guards.ts';
import { problem } from './problem.ts';

export interface RouteRequest {
  readonly request: Request;
  readonly query: URLSearchParams;
  /** The `:name` segments of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly context: ApiContext;
  readonly entrance: Entrance;
}

export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Such as `/api/employees/:id/series`. */
  readonly path: string;
  readonly handle: (request: RouteRequest) => Promise<Response>;
}

/** The route of a request with its parameters, `405` when only the method is wrong, undefined when no path matches. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | Response | undefined {
  const allowed: string[] = [];
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (!params) continue;
    if (route.method === method) return { route, params };
    allowed.push(route.method);
  }
  if (allowed.length === 0) return undefined;
  const sentence = `${path} does not understand ${method}; it understands ${allowed.join(', ')}.`;
  const response = problem(new KernelError(faultOf('invalid-argument', sentence)), { allow: allowed.join(', ') });
  return new Response(response.body, { status: 405, headers: response.headers });
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    if (!segment.startsWith(':')) {
      if (segment !== given[i]) return undefined;
      continue;
    }
    const value = decodeSegment(given[i]!);
    if (value === undefined || value === '') return undefined;
    params[segment.slice(1)] = value;
  }
  return params;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
