/** The files of a new library, by path inside its folder. */
export function libraryFiles(name: string, description: string): Record<string, string> {
  return {
    'package.json': manifest(name, description),
    'tsconfig.json': `${JSON.stringify({ extends: '../../tsconfig.base.json', include: ['src'] }, null, 2)}\n`,
    'tsconfig.build.json': buildConfig,
    'README.md': readme(name, description),
    'src/index.ts': `export { ${camel(name)} } from './${name}.ts';\n`,
    [`src/${name}.ts`]: source(name, description),
    [`src/${name}.test.ts`]: test(name),
  };
}

/** `rule-pack` as `rulePack`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}

function manifest(name: string, description: string): string {
  const exports = {
    '.': { '@esta-logic/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    './internal/*': null,
    './package.json': './package.json',
  };
  const scripts = {
    build: 'tsc -p tsconfig.build.json',
    typecheck: 'tsc -p tsconfig.json',
    test: 'vitest run --config ../../vitest.config.ts',
  };
  const head = { name: `@esta-logic/${name}`, version: '0.1.0', description, license: 'Apache-2.0', type: 'module' };
  const rest = { sideEffects: false, engines: { node: '>=20' }, exports, files: ['dist', 'README.md'] };
  return `${JSON.stringify({ ...head, ...rest, publishConfig: { access: 'public' }, scripts }, null, 2)}\n`;
}

const buildConfig = `${JSON.stringify(
  { extends: '../../tsconfig.build.base.json', include: ['src'], exclude: ['**/*.test.ts', '**/*.bench.ts'] },
  null,
  2,
)}\n`;

function readme(name: string, description: string): string {
  const example = `import { ${camel(name)} } from '@esta-logic/${name}';\n\nconsole.log(${camel(name)}(2)); // 4`;
  return `# @esta-logic/${name}\n\n${description}\n\n\`\`\`ts\n${example}\n\`\`\`\n`;
}

function source(name: string, description: string): string {
  return `/** ${description} Twice \`value\`, until the first real function replaces this one. */
export function ${camel(name)}(value: number): number {
  return value * 2;
}
`;
}

function test(name: string): string {
  return `import fc from 'fast-check';
import { it } from 'vitest';
import { ${camel(name)} } from './${name}.ts';

it('is twice its argument', () => {
  fc.assert(fc.property(fc.integer(), (value) => ${camel(name)}(value) === value + value));
});
`;
}
