import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['stack/*.proof.mjs'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    maxConcurrency: 20,
  },
});
