import type { UsZone } from '@esta-logic/shared-types';
import { isPlainDate, usZone } from '@esta-logic/shared-types';
import type { Given } from '../given.ts';
import type { Reasoning } from '../reasoning.ts';

/** Whether the facts tell moments, whose day depends on where midnight is. */
function tellsMoments({ events = [], request }: Given): boolean {
  return events.some(({ type }) => type === 'shift') || (request?.start !== undefined && !isPlainDate(request.start));
}

/** The zone in which midnights are meant; undefined, where none is named or known, takes each time as it is written. */
export function wallClock(given: Given, reasoning: Reasoning): UsZone | undefined {
  const name = given.timeZone ?? given.employer?.timeZone;
  if (name === undefined || !tellsMoments(given)) return undefined;
  const zone = usZone(name);
  if (zone === undefined) reasoning.warn('zone.unknown', { zone: name });
  return zone;
}
