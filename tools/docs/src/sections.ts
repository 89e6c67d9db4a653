const open = (name: string): string => `<!-- generated: ${name} -->`;
const close = '<!-- end of generated -->';

/**
 * `text` with the generated parts put between their marks. Everything outside the marks is kept.
 * Throws when a part has no mark, or a mark has no part.
 */
export function fillSections(text: string, parts: Readonly<Record<string, string>>): string {
  const marked = [...text.matchAll(/^<!-- generated: ([\w-]+) -->$/gmu)].map((match) => match[1] ?? '');
  const unknown = marked.filter((name) => !(name in parts));
  const unmarked = Object.keys(parts).filter((name) => !marked.includes(name));
  if (unknown.length > 0) throw new Error(`Nothing generates ${unknown.join(', ')}.`);
  if (unmarked.length > 0) throw new Error(`There is no mark for ${unmarked.join(', ')}.`);
  return marked.reduce((filled, name) => fillOne(filled, name, parts[name] ?? ''), text);
}

function fillOne(text: string, name: string, part: string): string {
  const start = text.indexOf(open(name)) + open(name).length;
  const end = text.indexOf(close, start);
  if (end < 0) throw new Error(`The mark of ${name} is not closed with ${close}.`);
  return `${text.slice(0, start)}\n\n${part}\n\n${text.slice(end)}`;
}
