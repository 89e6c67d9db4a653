import { defineConfig, mergeConfig } from 'vitest/config';
import workspace from '../../vitest.config.ts';

/** The services are built and a data directory is made once; each test starts from a copy. */
export default mergeConfig(
  workspace,
  defineConfig({
    test: { globalSetup: ['test/global-setup.ts'], maxWorkers: 2, testTimeout: 180_000, hookTimeout: 180_000 },
  }),
);
