/** The files of a new service, by path inside its folder. */
export function serviceFiles(name: string, description: string): Record<string, string> {
  return {
    'package.json': manifest(name, description),
    'tsconfig.json': `${JSON.stringify({ extends: '../../tsconfig.base.json', include: ['*.ts', 'handlers'] }, null, 2)}\n`,
    'README.md': readme(name, description),
    'manifest.ts': moduleManifest(name, description),
    'capabilities.json': capabilities(name),
    'index.ts': index(name),
    'handlers/count.ts': handler(name),
    'handlers/count.test.ts': handlerTest(name),
  };
}

function manifest(name: string, description: string): string {
  const exports = {
    './component.wasm': './dist/component.wasm',
    './manifest.json': './dist/manifest.json',
    './reference.js': './dist/reference.js',
    './package.json': './package.json',
  };
  const scripts = { typecheck: 'tsc -p tsconfig.json', test: 'vitest run --config ../../vitest.config.ts' };
  const whole = {
    name: `@esta-logic/${name}-service`,
    version: '0.1.0',
    description,
    license: 'Apache-2.0',
    type: 'module',
    exports,
    files: ['dist', 'README.md'],
    publishConfig: { access: 'public' },
    scripts,
    devDependencies: { '@esta-logic/service-sdk': '^0.1.0' },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function readme(name: string, description: string): string {
  return `# @esta-logic/${name}-service

${description}

| opcode | payload | reply |
| --- | --- | --- |
| \`${name}.count\` | \`{ "by": 2 }\` | \`{ "total": 2 }\` |

\`nx run @esta-logic/${name}-service:componentize\` builds \`dist/component.wasm\` and \`dist/manifest.json\`.
`;
}

function moduleManifest(name: string, description: string): string {
  return `export default {
  id: '${name}-service',
  version: '0.1.0',
  description: ${JSON.stringify(description)},
  abi: '0.1.0',
  ring: 2,
  priority: 'normal',
  imports: ['db'],
  opcodes: {
    '${name}.count': {
      types: ['Command'],
      description: 'Adds to the counter and answers with its total.',
      payload: {
        type: 'object',
        properties: { by: { type: 'integer', minimum: 1, maximum: 1000 } },
        required: ['by'],
        additionalProperties: false,
      },
    },
  },
} as const;
`;
}

function capabilities(name: string): string {
  const request = {
    label: 'counters',
    resourceType: 'database',
    resourcePattern: `${name}.counters`,
    rights: { read: true, write: true, create: true },
    reason: 'Keeps the total.',
  };
  return `${JSON.stringify([request], null, 2)}\n`;
}

function index(name: string): string {
  return `import { defineService } from '@esta-logic/service-sdk';
import { count } from './handlers/count.ts';

export default defineService({ handlers: { '${name}.count': count } });
`;
}

function handler(name: string): string {
  return `import type { Context } from '@esta-logic/service-sdk';

/** Opcode \`${name}.count\`: adds \`by\` to the stored total. */
export function count({ by }: { readonly by: number }, context: Context): { total: number } {
  const counters = context.db('counters');
  const total = (counters.readJson<number>('total') ?? 0) + by;
  counters.writeJson('total', total);
  return { total };
}
`;
}

function handlerTest(name: string): string {
  return `import { testService } from '@esta-logic/service-sdk';
import { expect, it } from 'vitest';
import capabilities from '../capabilities.json' with { type: 'json' };
import service from '../index.ts';
import manifest from '../manifest.ts';

it('adds up over messages', () => {
  const host = testService(service, { manifest, capabilities });
  expect(host.send('${name}.count', { by: 2 })).toEqual({ ok: true, payload: { total: 2 } });
  expect(host.send('${name}.count', { by: 3 })).toEqual({ ok: true, payload: { total: 5 } });
});
`;
}
