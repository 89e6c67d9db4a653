import { now } from 'esta:kernel/time@0.1.0';

type Answer = (payload: string) => string;

/** One handler per power that a guest must not have, and one per thing it may do. */
export const answers: Readonly<Record<string, Answer>> = {
  echo: (payload) => payload,
  now: () => String(now()),
  chance: () => String(Math.random()),
  clock: () => String(Date.now()),
  date: () => String(new Date()),
  instant: (payload) => new Date(Number(payload)).toISOString(),
  isDate: () => String(new Date(0) instanceof Date && new Date(0).constructor === Date),
};
