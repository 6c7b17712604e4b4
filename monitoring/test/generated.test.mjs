import { expect, test } from 'vitest';
import { drifted } from '../generate.mjs';

test('generated files are as their sources make them', () => {
  expect(drifted()).toEqual([]);
});
