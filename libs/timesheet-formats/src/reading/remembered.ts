/**
 * A function of a text or number that remembers its answers for one file: the cells of a timesheet repeat the same few dates, times,
 * names and hours thousands of times.
 */
export function remembered<K extends string | number, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as T;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
