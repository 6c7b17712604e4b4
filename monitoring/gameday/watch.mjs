// Looks at the alerts of an installation again and again, and keeps when each began and ended.
import { setTimeout as sleep } from 'node:timers/promises';

/** Alerts that fire at all times. */
const ALWAYS = new Set(['Watchdog']);

const keyOf = ({ labels }) => `${labels.alertname} (${labels.severity})`;

export class Watch {
  /** When the expected alert was pending, fired, reached Alertmanager, was inhibited or silenced, and ended. Milliseconds. */
  times = {};
  /** Other alerts that began meanwhile, by name and severity: {began, ended, sent}; `sent`: Alertmanager did not hold it back. */
  others = new Map();
  #sources;
  #expected;
  #before;
  #active = false;

  /** @param {{prometheus: object, alertmanager: object}} sources
   *  @param {{alert: string, severity: string}} expected */
  constructor(sources, { alert, severity }) {
    this.#sources = sources;
    this.#expected = `${alert} (${severity})`;
  }

  /** Whether the expected alert fires, by the last look. */
  firing = false;

  /** Whether Alertmanager has it and holds nothing against sending it, by the last look. */
  get active() {
    return this.#active;
  }

  /** What fires before anything is done: it does not count. */
  async begin() {
    this.#before = new Set((await this.#sources.prometheus.firing()).map(keyOf));
  }

  /** Looks once. An answer that does not come changes nothing. */
  async look(now = Date.now()) {
    await Promise.all([
      this.#sources.prometheus.alerts().then(
        (alerts) => this.#see(alerts, now),
        () => {},
      ),
      this.#sources.alertmanager.alerts().then(
        (alerts) => this.#seeSent(alerts, now),
        () => {},
      ),
    ]);
  }

  #see(alerts, now) {
    const mine = alerts.filter((each) => keyOf(each) === this.#expected);
    if (mine.length > 0) this.times.pending ??= now;
    this.firing = mine.some(({ state }) => state === 'firing');
    if (this.firing) {
      this.times.fired ??= now;
      delete this.times.ended;
    } else if (this.times.fired) this.times.ended ??= now;
    const firing = new Set(alerts.filter(({ state }) => state === 'firing').map(keyOf));
    for (const key of firing) {
      if (key === this.#expected || this.#before.has(key) || ALWAYS.has(key.split(' ')[0])) continue;
      if (!this.others.has(key)) this.others.set(key, { began: now });
    }
    for (const [key, other] of this.others) if (!firing.has(key)) other.ended ??= now;
  }

  #seeSent(alerts, now) {
    const mine = alerts.filter((each) => keyOf(each) === this.#expected);
    this.#active = mine.some(({ status }) => status.state !== 'suppressed');
    if (mine.length > 0) this.times.handed ??= now;
    if (mine.length > 0 && !this.#active) this.times.suppressed ??= now;
    for (const each of alerts) {
      const other = this.others.get(keyOf(each));
      if (other && each.status.state !== 'suppressed') other.sent = true;
    }
  }

  /**
   * Looks until something holds; gives whether it did.
   *
   * @param {() => boolean | Promise<boolean>} holds
   * @param {number} seconds the longest time
   * @param {{signal?: AbortSignal, every?: number}} [options] `signal` ends it; `every`: milliseconds between looks
   */
  async until(holds, seconds, { signal, every = 1000 } = {}) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      signal?.throwIfAborted();
      await this.look();
      if (await holds()) return true;
      if (Date.now() >= end) return false;
      await sleep(every, undefined, { signal });
    }
  }
}
