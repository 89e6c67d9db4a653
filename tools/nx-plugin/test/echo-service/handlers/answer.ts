import type { Handler } from '@esta-logic/service-sdk';

/** One handler per power that a guest must not have, and one per thing it may do. */
export const handlers: Readonly<Record<string, Handler>> = {
  'echo.payload': (payload) => payload,
  'echo.now': (_payload, context) => context.time.now(),
  'echo.chance': () => Math.random(),
  'echo.clock': () => Date.now(),
  'echo.date': () => String(new Date()),
};
