import type { KernelInterface } from '@esta-logic/kernel-boundary';

const HERMETIC = '@esta-logic/service-sdk/hermetic-guest';
const VERSION = '0.1.0';

/**
 * The source of a component's entry module: binds the service (default export of `serviceModulePath`) to exactly the
 * interfaces that its manifest names, so that a component imports nothing else. ES module text without types; the
 * imports `esta:kernel/*` stay external when it is bundled.
 */
export function entrySource(manifestImports: readonly KernelInterface[], serviceModulePath: string): string {
  const names = [...manifestImports].sort();
  return [
    `import { spareHeap } from ${JSON.stringify(HERMETIC)};`,
    ...names.map((name) => `import * as ${name} from 'esta:kernel/${name}@${VERSION}';`),
    `import service from ${JSON.stringify(serviceModulePath)};`,
    '',
    `export const handle = service.bind({ ${names.join(', ')} });`,
    'spareHeap();',
    '',
  ].join('\n');
}

/**
 * The kernel's WIT package with the world `service` cut down to the interfaces that a manifest names: a JavaScript
 * component imports every interface of the world that it is built for, used or not, and the loader refuses what the
 * manifest does not name. Throws when the world lacks one of them.
 */
export function worldSource(kernelWit: string, manifestImports: readonly KernelInterface[]): string {
  const world = /world service \{[^}]*\}/.exec(
    kernelWit.replace(/use types\.\{[^}]*\};/g, (use) => use.replace(/[{}]/g, ' ')),
  );
  if (!world) throw new Error('The WIT text has no world "service".');
  const before = kernelWit.slice(0, world.index);
  const inside = kernelWit.slice(world.index, world.index + world[0].length);
  const missing = manifestImports.find((name) => !inside.includes(`import ${name};`));
  if (missing !== undefined) throw new Error(`The world "service" has no interface "${missing}".`);
  const kept = inside.replace(/\n *import ([a-z-]+);/g, (line, name: string) =>
    manifestImports.includes(name as KernelInterface) ? line : '',
  );
  return before + kept + kernelWit.slice(world.index + world[0].length);
}
