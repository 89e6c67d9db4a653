import { RIGHTS, type Right, type Rights } from '@esta-logic/kernel-boundary';

/** The eight rights as bits, so that a check and an attenuation are one operation each. */
export type RightsMask = number;

const BIT = Object.fromEntries(RIGHTS.map((right, i) => [right, 1 << i])) as Readonly<Record<Right, RightsMask>>;

export const bitOf = (right: Right): RightsMask => BIT[right];

export const toMask = (rights: Partial<Rights>): RightsMask =>
  RIGHTS.reduce((mask, right) => (rights[right] === true ? mask | BIT[right] : mask), 0);

export const fromMask = (mask: RightsMask): Rights =>
  Object.fromEntries(RIGHTS.map((right) => [right, (mask & BIT[right]) !== 0])) as unknown as Rights;
