/**
 * A shape's texts hold marks where its rows have values: the character U+E000 stands for a row's first value, the next
 * one for its second, and so on. They are of Unicode's private use, so that no other text holds them.
 */
const FIRST = '\uE000'.charCodeAt(0);
const MARKS = /([\uE000-\uE0FF])/;

export function markOf(place: number): string {
  return String.fromCharCode(FIRST + place);
}

/** The text cut at its marks: texts at even places, at odd ones the number of the value that stands there. */
export function cutAtMarks(text: string): readonly (string | number)[] {
  return text.split(MARKS).map((part, index) => (index % 2 === 0 ? part : part.charCodeAt(0) - FIRST));
}
