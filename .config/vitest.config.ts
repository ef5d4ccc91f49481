import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import client from '../client/vite.config.ts';

export default mergeConfig(
  client,
  defineConfig({
    cacheDir: fileURLToPath(new URL('../node_modules/.cache/vite', import.meta.url)),
    test: {
      environment: 'jsdom',
      include: ['**/*.spec.ts'],
      root: fileURLToPath(new URL('../client/src', import.meta.url)),
      restoreMocks: true,
      maxWorkers: 2,
    },
  }),
);
