/**
 * Exact sums in plain integers, written without any of the system's own arithmetic: what the system is compared with.
 * A sum of hours is a whole number of ticks, 3,600 of which are an hour.
 */
export const TICKS_PER_HOUR = 3600;

/** `ticks / (3600 × divisor)` hours in lowest terms, as the system writes fractions. */
export function hoursText(ticks: number, divisor = 1): string {
  const over = TICKS_PER_HOUR * divisor;
  const common = gcd(Math.abs(ticks), over);
  return over === common ? String(ticks / common) : `${ticks / common}/${over / common}`;
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
