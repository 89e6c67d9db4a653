import type { Eventual } from '@esta-logic/kernel-boundary';

/** Goes on with a value that may be there already: no promise is made where none is needed. */
export const eventually = <T, U>(value: Eventual<T>, then: (value: T) => Eventual<U>): Eventual<U> =>
  value instanceof Promise ? value.then(then) : then(value);
