/**
 * What may not stand in a log line: text that guests wrote can hold anything a timesheet holds. Numbers of seven and
 * more digits (social security, phone, account numbers, with or without separators) and e-mail addresses are masked;
 * the shape of the text stays, so that a line still says what happened.
 */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, '‹e-mail›'],
  [/\d(?:[ .()-]{0,2}\d){6,}/g, '‹number›'],
];

/** ISO dates and instants are no personal numbers. */
const DATE = /^\d{4}-\d{2}-\d{2}/;

export function redact(text: string): string {
  return MASKS.reduce(
    (masked, [pattern, mask]) =>
      masked.replace(pattern, (found) => (DATE.test(found) && found.length <= 10 ? found : mask)),
    text,
  );
}
