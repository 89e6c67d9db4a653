/**
 * Resource paths are dot-separated segments. A pattern is a path, a path that ends in `.*` (one or more further
 * segments), or `*` (everything).
 */

/** Whether a concrete path lies within a pattern. */
export function matchesPattern(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) return true;
  return pattern.endsWith('.*') && path.startsWith(pattern.slice(0, -1)) && path.length > pattern.length - 1;
}

/** Whether everything that `inner` matches is matched by `outer` too. */
export function coversPattern(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  if (inner === '*') return false;
  return outer.endsWith('.*') && inner.startsWith(outer.slice(0, -1)) && inner.length > outer.length - 1;
}

/** Whether a path names exactly one resource. */
export const isConcrete = (path: string): boolean => path !== '*' && !path.endsWith('.*');
