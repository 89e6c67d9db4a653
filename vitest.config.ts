import { defineConfig } from 'vitest/config';

/** One configuration for every package: tests read TypeScript sources through the `@esta-logic/source` export condition, so no build is needed. */
export default defineConfig({
  resolve: { conditions: ['@esta-logic/source'] },
  ssr: { resolve: { conditions: ['@esta-logic/source'], externalConditions: ['@esta-logic/source'] } },
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], passWithNoTests: false, testTimeout: 60_000 },
});
