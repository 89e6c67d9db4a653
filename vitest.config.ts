import { defineConfig } from 'vitest/config';

/**
 * One configuration for every package: tests read TypeScript sources through the `@esta-logic/source` export condition,
 * so no build is needed. The JSON report is what `npm test` adds up.
 */
export default defineConfig({
  resolve: { conditions: ['@esta-logic/source'] },
  ssr: { resolve: { conditions: ['@esta-logic/source'], externalConditions: ['@esta-logic/source'] } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'handlers/**/*.test.ts'],
    passWithNoTests: false,
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
});
