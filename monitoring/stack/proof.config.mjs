import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['stack/*.proof.mjs'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 400_000,
    maxConcurrency: 20,
  },
});
