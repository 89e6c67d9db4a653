import { LANGUAGES, type Client, type Language } from '@esta-logic/client';
import { isPlainDate } from '@esta-logic/shared-types';
import { WrongUsage } from './wrong-usage.ts';

/** What stands for the employer's zone where none is stated. */
const DEFAULT_ZONE = 'America/Detroit';

/** The day of an option, checked before a kernel is opened; undefined when it is not given. */
export function dateOption(name: string, given: string | undefined): string | undefined {
  if (given !== undefined && !isPlainDate(given))
    throw new WrongUsage(`The option --${name} needs a date such as 2026-06-30, not ${JSON.stringify(given)}.`);
  return given;
}

/** The language of an option, checked before a kernel is opened; English unless told. */
export function languageOption(given: string | undefined): Language {
  const language = LANGUAGES.find((each) => each === (given ?? 'en'));
  if (language === undefined)
    throw new WrongUsage(`The option --lang needs ${LANGUAGES.join(' or ')}, not ${JSON.stringify(given)}.`);
  return language;
}

/** Today's plain date where the employer is. */
export async function todayAtEmployer(client: Client): Promise<string> {
  const { employer } = await client.employer();
  return todayIn(typeof employer['timeZone'] === 'string' ? employer['timeZone'] : DEFAULT_ZONE);
}

function todayIn(timeZone: string): string {
  try {
    // Sweden writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date());
  } catch {
    return todayIn(DEFAULT_ZONE);
  }
}
