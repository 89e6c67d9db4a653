const PAGE = 10;

/** The row that a key leads to, or undefined when the key does not move. */
export function rowAfterKey(key: string, current: number, rows: number): number | undefined {
  const target = targetOf(key, current, rows);
  return target === undefined || rows === 0 ? undefined : Math.min(rows - 1, Math.max(0, target));
}

function targetOf(key: string, current: number, rows: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return current + 1;
    case 'ArrowUp':
      return current - 1;
    case 'PageDown':
      return current + PAGE;
    case 'PageUp':
      return current - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return undefined;
  }
}
