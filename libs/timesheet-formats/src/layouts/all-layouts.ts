import type { Layout } from '../layout.ts';
import { adpPaydata } from './adp-paydata.ts';
import { clockify } from './clockify.ts';
import { employeeList } from './employee-list.ts';
import { genericHours, genericPunches } from './generic.ts';
import { gusto } from './gusto.ts';
import { homebase } from './homebase.ts';
import { hoursPerDay, hoursPerDayWide } from './hours-per-day.ts';
import { hoursPerPeriod } from './hours-per-period.ts';
import { kimai } from './kimai.ts';
import { paychex } from './paychex.ts';
import { quickbooksTime } from './quickbooks-time.ts';
import { timeClock } from './time-clock.ts';
import { toggl } from './toggl.ts';
import { whenIWork } from './when-i-work.ts';

/** Every layout, in the order in which `auto` tries them: products by their signatures, then our own, then the open-ended ones. */
export const LAYOUTS: readonly Layout[] = [
  ...[quickbooksTime, homebase, whenIWork, clockify, toggl, kimai, paychex, adpPaydata, gusto],
  ...[genericHours, genericPunches],
  ...[timeClock, hoursPerDay, hoursPerDayWide, hoursPerPeriod, employeeList],
];
