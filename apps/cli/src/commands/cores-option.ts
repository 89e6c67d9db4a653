import { WrongUsage } from '../wrong-usage.ts';

const MAX_CORES = 256;

/** `--cores`, when it is given. */
export function coresIn(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const cores = Number(given);
  if (Number.isInteger(cores) && cores >= 1 && cores <= MAX_CORES) return cores;
  throw new WrongUsage(`The option --cores needs a number from 1 to ${MAX_CORES}, not ${JSON.stringify(given)}.`);
}
