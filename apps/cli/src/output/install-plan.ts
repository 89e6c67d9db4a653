import type { InstallPlan } from '@esta-logic/client';

/** Differences that are listed; the rest are counted, and `--json` has them all. */
const LISTED = 10;

/** What installing would change, for people. */
export function installPlanText({ module, version, replaces, capabilities, rehearsal }: InstallPlan): string {
  if (!replaces) return `${module} ${version} is the first of its name.`;
  const { cranks, same, different, skipped, fuel } = rehearsal;
  const more = different.length - LISTED;
  return [
    `${module} ${version} would replace ${replaces.version}.`,
    cranks === 0
      ? `There is no recorded message to try it on${skipped > 0 ? ` (${skipped} were ended by the kernel or ran on kept memory)` : ''}.`
      : `Tried on the newest ${cranks} messages: ${same} came out the same${same > 0 ? fuelText(fuel) : ''}, ${different.length} otherwise.`,
    ...different.slice(0, LISTED).map(({ seq, sentence }) => `  ${seq}: ${sentence}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
    ...capabilities.added.map((line) => `It also asks for ${line}.`),
    ...capabilities.removed.map((line) => `It no longer asks for ${line}.`),
    ...capabilities.changed.map(({ before, after }) => `It asks for ${after} instead of ${before}.`),
  ].join('\n');
}

const fuelText = ({ recorded, rehearsed }: InstallPlan['rehearsal']['fuel']): string =>
  recorded === 0 ? '' : ` for ${Math.round((rehearsed / recorded) * 100)} % of the fuel`;
