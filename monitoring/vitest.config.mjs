// The five seconds of Vitest are too few for promtool on a busy machine; a test that passes does not wait for this.
export default { test: { testTimeout: 60_000, hookTimeout: 60_000 } };
