import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startReceiver } from './receiver.mjs';

test('answers when the ledger has the effect, and counts the calls at once of each limit', async () => {
  const receiver = await startReceiver();
  try {
    const waiting = [];
    receiver.to((effect) => new Promise((done) => waiting.push({ effect, done })));
    const answers = [];
    const call = (key, limit) => fetch(receiver.urlOf(key, 1, limit)).then(({ status }) => answers.push(status));
    const calls = [call('a b', 'queue@1'), call('c', 'queue@1'), call('d', 'queue@2'), call('e')];
    while (waiting.length < 4) await new Promise((soon) => setImmediate(soon));
    assert.deepEqual(answers, []);
    assert.deepEqual(waiting.map(({ effect }) => effect.key).toSorted(), ['a b', 'c', 'd', 'e']);
    for (const { done } of waiting) done();
    await Promise.all(calls);
    assert.deepEqual(answers, [204, 204, 204, 204]);
    const most = (of) => receiver.mostAtOnce((limit) => limit.startsWith(of));
    assert.deepEqual([most('queue@'), most('queue@2'), most('other')], [2, 1, 0]);
    receiver.to(() => {});
    assert.equal(most('queue@'), 0);
    for (const key of ['f', 'g']) await fetch(receiver.urlOf(key, 1, 'queue@1')); // one after the other
    assert.equal(most('queue@'), 1);
  } finally {
    receiver.stop();
  }
});
