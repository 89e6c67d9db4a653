import { joinText } from '@esta-logic/journal';

/** Stands in the place of a field while the text around it is read: no text of JSON has it unescaped. */
const MARK = '\\u0001field ';
const MARKED = /^\u0001field (\d+)$/;

/**
 * Where the fields of a split section stand in it, such as `employees[].name`, by their order; the whole section is ``.
 * `shown`: the texts between them.
 */
export function fieldPlaces(shown: readonly string[]): readonly string[] {
  const places = Array.from({ length: shown.length - 1 }, () => '');
  const marked = places.map((_, i) => `"${MARK}${i}"`);
  const walk = (value: unknown, place: string): void => {
    if (typeof value === 'string') {
      const [, i] = MARKED.exec(value) ?? [];
      if (i !== undefined && Number(i) < places.length) places[Number(i)] = place;
    } else if (Array.isArray(value)) value.forEach((each) => walk(each, `${place}[]`));
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) walk(each, place === '' ? name : `${place}.${name}`);
  };
  try {
    walk(JSON.parse(joinText(shown, marked)), '');
  } catch {
    // The text around the fields is no JSON: they have no place that could be named.
  }
  return places;
}

/** `employees[].name (3), employees[].birthDate`: each place once, with how many fields are there. */
export function placesInWords(places: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts]
    .map(([place, count]) => `${place === '' ? 'all of it' : place}${count === 1 ? '' : ` (${count})`}`)
    .join(', ');
}
