import { parseRational, toDecimal } from '@esta-logic/shared-types';

/** Exact hours as people read them: two decimals. What is no number is shown as it is. */
export function hoursForPeople(exact: string): string {
  const value = parseRational(exact);
  return value ? toDecimal(value, 2) : exact;
}

/** `12,345` */
export const countForPeople = (count: number): string => count.toLocaleString('en-US');

/** `1 row`, `2 rows` */
export const several = (count: number, one: string, many = `${one}s`): string =>
  `${countForPeople(count)} ${count === 1 ? one : many}`;
