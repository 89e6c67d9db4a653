/**
 * Whether a JSON value is nested at most `depth` levels of objects and arrays deep. Whoever walks a value that others have
 * made (a schema, an encoder, a guest) would need as deep a stack as they chose.
 */
export function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isShallow(item, depth - 1)) return false;
    return true;
  }
  for (const name in value) if (!isShallow((value as Record<string, unknown>)[name], depth - 1)) return false;
  return true;
}
