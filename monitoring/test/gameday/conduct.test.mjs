import { describe, expect, test, vi } from 'vitest';
import { conduct } from '../../gameday/conduct.mjs';
import { Watch } from '../../gameday/watch.mjs';

const EXPECTED = { alert: 'RedisDown', severity: 'page' };
const alert = (alertname, severity, state) => ({ labels: { alertname, severity }, state });

/** An installation whose alert is as the fault says: `lag` looks later. `broken` is changed by the action. */
function installation({ suppressed = false, deaf = false, lag = 0 } = {}) {
  const it = { broken: false, since: 0, extra: [] };
  const fires = () => it.broken && !deaf && it.since++ >= lag;
  const prometheus = {
    alerts: async () => [...it.extra, ...(fires() ? [alert('RedisDown', 'page', 'firing')] : [])],
    firing: async () => it.extra.filter(({ state }) => state === 'firing'),
  };
  const alertmanager = {
    alerts: async () => [
      ...it.extra.map(({ labels }) => ({
        labels,
        status: { state: labels.severity === 'page' ? 'suppressed' : 'active' },
      })),
      ...(it.broken && !deaf
        ? [{ labels: alert('RedisDown', 'page').labels, status: { state: suppressed ? 'suppressed' : 'active' } }]
        : []),
    ],
  };
  const action = {
    byHand: 'kill -CONT 7',
    cause: vi.fn(async () => {
      it.broken = true;
    }),
    heal: vi.fn(async () => {
      it.broken = false;
    }),
  };
  return { it, action, watch: new Watch({ prometheus, alertmanager }, EXPECTED) };
}

const TIMES = { fires: [0, 0], sent: [0, 0], ends: [0, 0], groupWait: 0 };

async function gameday({ action, watch, ...more }) {
  await watch.begin();
  return conduct({
    action,
    watch,
    times: TIMES,
    checks: { 'jobs get through': async () => true },
    hold: 0,
    signal: new AbortController().signal,
    say: () => {},
    every: 1,
    ...more,
  });
}

test('the times of the alert and of the recovery are kept, in order', async () => {
  const record = await gameday(installation({ lag: 3 }));
  expect(record.problems).toEqual([]);
  const { caused, fired, handed, sent, healing, healed, ended, recovered } = record;
  const times = [caused, fired, sent, healing, healed, ended];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(handed).toBeGreaterThanOrEqual(caused);
  expect(recovered['jobs get through']).toBeGreaterThanOrEqual(healed);
});

describe('the fault is healed', () => {
  test('when it could not be caused as a whole', async () => {
    const here = installation();
    here.action.cause.mockRejectedValue(new Error('half done'));
    const record = await gameday(here);
    expect(here.action.heal).toHaveBeenCalledOnce();
    expect(record.problems).toEqual(['The fault failed: half done']);
  });

  test('when it is stopped, and nothing more is waited for', async () => {
    const here = installation({ deaf: true });
    const stop = new AbortController();
    here.action.cause.mockImplementation(async () => stop.abort());
    const record = await gameday({ ...here, signal: stop.signal });
    expect(here.action.heal).toHaveBeenCalledOnce();
    expect(record).toMatchObject({ aborted: true, recovered: {}, problems: ['It was stopped before its end.'] });
  });

  test('although it was stopped before anything was caused', async () => {
    const here = installation();
    const record = await gameday({ ...here, signal: AbortSignal.abort() });
    expect(here.action.cause).not.toHaveBeenCalled();
    expect(here.action.heal).toHaveBeenCalledOnce();
    expect(record.aborted).toBe(true);
  });

  test('when its alert does not fire in time', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const here = installation({ deaf: true });
      const look = here.watch.look.bind(here.watch);
      here.watch.look = async () => {
        vi.setSystemTime(Date.now() + 3_600_000);
        await look();
      };
      const record = await gameday(here);
      expect(here.action.heal).toHaveBeenCalledOnce();
      expect(record.problems).toContain('The expected alert did not fire in time.');
    } finally {
      vi.useRealTimers();
    }
  });

  test('when the first cure fails', async () => {
    const here = installation();
    here.action.heal.mockRejectedValueOnce(new Error('not now'));
    const record = await gameday(here);
    expect(here.action.heal).toHaveBeenCalledTimes(2);
    expect(record.problems).toEqual([]);
  });

  test('or the record says how to heal it by hand', async () => {
    const here = installation();
    here.action.heal.mockRejectedValue(new Error('never'));
    const record = await gameday(here);
    expect(here.action.heal).toHaveBeenCalledTimes(3);
    expect(record.healed).toBeUndefined();
    expect(record.problems).toEqual([expect.stringMatching(/NOT HEALED: never.*kill -CONT 7/)]);
  });
});

test('an alert that is held back counts as not sent', async () => {
  const record = await gameday(installation({ suppressed: true }));
  expect(record.sent).toBeUndefined();
  expect(record.problems).toEqual([expect.stringContaining('held it back')]);
});

test('a fault that somebody fixes ends the time for which it is kept', async () => {
  const here = installation();
  setTimeout(() => {
    here.it.broken = false;
  }, 50);
  const record = await gameday({ ...here, hold: 30 });
  expect(record.fixedByHand).toBe(true);
  expect(record.healing - record.caused).toBeLessThan(20_000);
});

test('other alerts are kept if they began meanwhile', async () => {
  const here = installation();
  here.it.extra = [alert('HostMemoryLow', 'ticket', 'firing')];
  const cause = here.action.cause.getMockImplementation();
  here.action.cause.mockImplementation(async () => {
    await cause();
    here.it.extra.push(alert('Watchdog', 'info', 'firing'), alert('ApiDown', 'page', 'pending'));
    here.it.extra.push(alert('RedisWasAway', 'info', 'firing'), alert('RedisAofFailed', 'page', 'firing'));
  });
  await gameday(here);
  const others = [...here.watch.others].map(([name, { sent = false }]) => [name, sent]);
  expect(others).toEqual([
    ['RedisWasAway (info)', true],
    ['RedisAofFailed (page)', false],
  ]);
});

test('what does not hold in time after the cure is named', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const here = installation();
    const heal = here.action.heal.getMockImplementation();
    let healed = false;
    here.action.heal.mockImplementation(async () => {
      await heal();
      healed = true;
    });
    const holds = async () => {
      if (healed) vi.setSystemTime(Date.now() + 3600_000);
      return false;
    };
    const record = await gameday({ ...here, checks: { 'jobs get through': holds } });
    expect(record.problems).toEqual(['Not in time after the cure: jobs get through.']);
  } finally {
    vi.useRealTimers();
  }
});
