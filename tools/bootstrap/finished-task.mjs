const done = { componentize: 'Built the component of', bundle: 'Built the web page of' };

/**
 * What a line of Nx's static output says of a finished task, for people; undefined for every other line.
 * @param {string} line
 */
export function finishedTask(line) {
  const found = /^> nx run @esta-logic\/([\w-]+):(componentize|bundle)(.*)$/u.exec(line);
  if (found === null) return undefined;
  const [, name, target, rest] = found;
  return `${done[target]} ${name}${rest.includes('cache') ? ' (nothing changed)' : ''}`;
}
