import type { ApiContext } from './api-context.ts';
import { guardEntrance, type Entrance } from './http/guards.ts';
import { problem, refuse } from './http/problem.ts';
import { findRoute } from './http/router.ts';
import { withSecurityHeaders } from './http/security-headers.ts';
import { staticFile } from './http/static-files.ts';
import { ROUTES } from './routes/index.ts';

/** Answers one request of the HTTP API or for the web page. Never rejects. */
export type Handle = (request: Request, entrance?: Entrance) => Promise<Response>;

/** The API over any kernel. Without `entrance` a request is held to the stricter rules of the loopback port. */
export function createApi(context: ApiContext): Handle {
  return async (request, entrance = 'loopback') => {
    try {
      return withSecurityHeaders(await answer(context, request, entrance));
    } catch (thrown) {
      return withSecurityHeaders(problem(thrown));
    }
  };
}

async function answer(context: ApiContext, request: Request, entrance: Entrance): Promise<Response> {
  const url = new URL(request.url);
  guardEntrance(request, url, entrance);
  const found = findRoute(ROUTES, request.method, url.pathname);
  if (found instanceof Response) return found;
  if (found)
    return await found.route.handle({ request, query: url.searchParams, params: found.params, context, entrance });
  if (!url.pathname.startsWith('/api/') && (request.method === 'GET' || request.method === 'HEAD')) {
    const file = await staticFile(context.pageDirectory, url.pathname);
    if (file) return request.method === 'HEAD' ? new Response(null, file) : file;
  }
  return refuse('not-found', `There is nothing at ${url.pathname}.`);
}
