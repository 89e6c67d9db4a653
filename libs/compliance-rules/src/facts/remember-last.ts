/**
 * A pure function of two or three facts that answers again what it was asked last: a page of people shares its employer,
 * policy and pack. Facts are compared by identity, so that whoever passes them must not change them afterwards.
 */
export function rememberLast<A, B, R, C = void>(find: (a: A, b: B, c: C) => R): (a: A, b: B, c: C) => R {
  let last: { readonly a: A; readonly b: B; readonly c: C; readonly found: R } | undefined;
  return (a, b, c) => {
    if (last !== undefined && last.a === a && last.b === b && last.c === c) return last.found;
    const found = find(a, b, c);
    last = { a, b, c, found };
    return found;
  };
}
