/** A message with many cases: what is asked of all of them, and the JSON text of their list. */
export interface SplitCases<Asked> {
  readonly asked: Asked;
  readonly cases: string;
}

const CASES = '"cases":[';
/** Stands in for the list; no message has it as its list of cases. */
const TAKEN_OUT = 0;
/** More lists than these after the cases are not looked behind. */
const MOST_LISTS = 8;

/**
 * Takes the text of the list `cases` out of a message's JSON, so that its cases need not be made objects of. Where the
 * list ends is tried from the end of the text: only at its end is the rest JSON. Undefined where it is not found.
 */
export function splitCases<Asked extends { readonly cases: unknown }>(payload: string): SplitCases<Asked> | undefined {
  const from = payload.indexOf(CASES) + CASES.length - 1;
  if (from < CASES.length) return undefined;
  let last = payload.lastIndexOf(']');
  for (let list = 0; list < MOST_LISTS && last > from; list += 1) {
    const asked = parsed(`${payload.slice(0, from)}${TAKEN_OUT}${payload.slice(last + 1)}`) as Asked | undefined;
    if (asked !== undefined)
      return asked.cases === TAKEN_OUT ? { asked, cases: payload.slice(from, last + 1) } : undefined;
    last = payload.lastIndexOf(']', last - 1);
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
