/** Where a receipt is checked that the server of this page still has to make: `/verify#receipt=<id of its message>`. */
export const receiptAddress = (id: string): string => `/verify#receipt=${encodeURIComponent(id)}`;

/** The receipt that an address names; undefined for any other, also for one that was cut in the middle of a `%` escape. */
export function receiptIn(hash: string): string | undefined {
  const [, id] = /^#receipt=(.+)$/.exec(hash) ?? [];
  try {
    return id === undefined ? undefined : decodeURIComponent(id);
  } catch {
    return undefined;
  }
}
