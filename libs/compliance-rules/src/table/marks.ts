/**
 * A shape's texts hold marks where its rows have something of their own, characters of Unicode's private use that no
 * other text holds: U+E000 and on for the texts of a row's group, U+E100 and on for the hours of the row itself.
 */
const FIRST = '\uE000'.charCodeAt(0);
const FIRST_HOURS = 0x100;
const MARKS = /([\uE000-\uE1FF])/;

/** The mark of a group's text, by its place among them. */
export function textMark(place: number): string {
  return String.fromCharCode(FIRST + place);
}

/** The mark of a row's hours, by their place among them. */
export function hoursMark(place: number): string {
  return String.fromCharCode(FIRST + FIRST_HOURS + place);
}

/** What stands at a mark. */
export interface Mark {
  readonly of: 'group' | 'row';
  readonly place: number;
}

/** The text cut at its marks: texts at even places, marks at odd ones. */
export function cutAtMarks(text: string): readonly (string | Mark)[] {
  return text.split(MARKS).map((part, index) => {
    if (index % 2 === 0) return part;
    const code = part.charCodeAt(0) - FIRST;
    return code < FIRST_HOURS ? { of: 'group', place: code } : { of: 'row', place: code - FIRST_HOURS };
  });
}
