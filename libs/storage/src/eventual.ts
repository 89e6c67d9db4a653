import type { Eventual } from '@esta-logic/kernel-boundary';

/** Continues at once when the value is here, else when it arrives: an embedded store pays for no promise. */
export function whenReady<T, U>(value: Eventual<T>, next: (value: T) => Eventual<U>): Eventual<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
