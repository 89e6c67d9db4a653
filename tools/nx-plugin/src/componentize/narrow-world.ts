/**
 * The WIT text with a world `service` that imports only `interfaces`: what a manifest does not name, its component
 * cannot import. Throws when an interface is not one that the world knows.
 */
export function narrowWorld(wit: string, interfaces: readonly string[]): string {
  const world = /(^world service \{\n)([\s\S]*?)(^\}$)/mu.exec(wit);
  if (world?.[2] === undefined) throw new Error('The WIT package has no world "service".');
  const known = [...world[2].matchAll(/^ {2}import ([\w-]+);$/gmu)].map((match) => match[1] ?? '');
  const unknown = interfaces.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`The manifest imports ${unknown.join(', ')}; the kernel has ${known.join(', ')}.`);
  }
  const body = world[2].replace(/^ {2}import ([\w-]+);\n/gmu, (line, name: string) =>
    interfaces.includes(name) ? line : '',
  );
  return wit.replace(world[0], `${world[1]}${body}${world[3]}`);
}
