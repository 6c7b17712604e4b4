import { expect, test } from 'vitest';
import { restarts } from '../stack/restarts.mjs';

/** Starts that fail until the last, with what was said. */
function scene({ pause, failures, stopAfter = Number.POSITIVE_INFINITY }) {
  const said = [];
  let starts = 0;
  const again = restarts({
    pause,
    start: async () => {
      if (starts++ < failures) throw new Error('a wrong setting');
    },
    stopping: () => starts >= stopAfter,
    say: (line) => said.push(line),
  });
  return { again, said, starts: () => starts };
}

test('a start that fails is tried again', async () => {
  const { again, said, starts } = scene({ pause: 0.001, failures: 2 });
  await again.again({ name: 'server' });
  expect(starts()).toBe(3);
  expect(said.filter((line) => line.includes('a wrong setting'))).toHaveLength(2);
  expect(said.at(-1)).toBe('server runs again.');
});

test('nothing is started when all stops', async () => {
  const { again, starts } = scene({ pause: 0.001, failures: 9, stopAfter: 1 });
  await again.again({ name: 'server' });
  expect(starts()).toBe(1);
});

test('the pauses of all that wait can be ended', async () => {
  const { again, starts } = scene({ pause: 3600, failures: 0 });
  const both = Promise.all([again.again({ name: 'a' }), again.again({ name: 'b' })]);
  again.now();
  await both;
  expect(starts()).toBe(2);
});
