// Submits the jobs of a trial, and writes the ledger: each accepted id once it is on the disk, each request whose answer never came
// ('unknown', repeated with the same key until it is answered), and each refusal.
import { setTimeout as sleep } from 'node:timers/promises';
import { any, send } from './api.mjs';

const WORKERS = 16;
const REPEAT_SHARE = 0.02; // of the accepted requests are sent again, to see that they give the same id
const AGAIN_MS = 250;
/** Nothing of a request that is answered like this is stored; after any other 503 it may be. */
const REFUSAL = /out of memory/;

export class Submitter {
  #sent = 0;
  #stopped = false;
  #workers;
  /** Ids that were answered, by key: more than one is a fault. */
  accepted = new Map();
  /** Keys of requests that were only ever refused, and then given up. */
  refused = new Set();
  wrong = [];
  counts = { accepted: 0, unknown: 0, refused: 0, repeated: 0 };
  #millis = [];

  /**
   * @param jobs how many at least: more, if it is not stopped by then
   * @param perSecond how fast
   * @param giveUpShare of the requests that are refused are not repeated
   */
  constructor({ servers, journal, name, jobOf, jobs, perSecond, giveUpShare = 0 }) {
    Object.assign(this, { servers, journal, name, jobOf, jobs, perSecond, giveUpShare });
    this.#workers = this.#run();
  }

  /** Resolves when at least `jobs` have been answered; those that are under way end first. */
  async end() {
    this.#stopped = true;
    await this.#workers;
  }

  get sent() {
    return this.#sent;
  }

  async #run() {
    const begun = Date.now();
    const work = async () => {
      while (this.#sent < this.jobs || !this.#stopped) {
        const n = this.#sent++;
        const wait = begun + (1000 * n) / this.perSecond - Date.now();
        if (wait > 0) await sleep(wait);
        await this.#one(`${this.name}:${n}`);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
  }

  async #one(key) {
    const body = JSON.stringify(this.jobOf(key));
    for (let certain = true; ; await sleep(AGAIN_MS)) {
      const begun = Date.now();
      const answer = await this.#ask(key, body);
      if (answer?.id) {
        this.#millis.push(Date.now() - begun);
        await this.#accept(key, answer.id);
        if (Math.random() < REPEAT_SHARE) await this.#repeat(key, body);
        return;
      }
      if (answer?.refusal) {
        await this.#note('refused', { key, ...answer });
        if (certain && Math.random() < this.giveUpShare) {
          this.refused.add(key);
          return;
        }
        continue;
      }
      if (answer?.fault) {
        this.wrong.push(`${key}: ${answer.fault}`);
        return;
      }
      certain = false;
      await this.#note('unknown', { key, why: answer?.why });
    }
  }

  async #repeat(key, body) {
    const answer = await this.#ask(key, body);
    if (!answer?.id) return;
    this.counts.repeated++;
    await this.#accept(key, answer.id);
  }

  async #accept(key, id) {
    await this.journal.add({ accepted: key, id });
    if (!this.accepted.has(key)) this.counts.accepted++;
    this.accepted.set(key, (this.accepted.get(key) ?? new Set()).add(id));
  }

  #note(what, line) {
    this.counts[what]++;
    return this.journal.add({ [what]: line.key, ...line });
  }

  async #ask(key, body) {
    const server = any(this.servers);
    if (!server) return { why: 'no server is up' };
    try {
      const { status, headers, text } = await send(server, 'POST', 'jobs', {
        body,
        headers: { 'Idempotency-Key': key },
      });
      if (status === 200 || status === 201) return { id: JSON.parse(text).id };
      if ((status === 503 || status === 429) && !headers['retry-after'])
        return { fault: `${status} without Retry-After` };
      if (status === 429 || (status === 503 && REFUSAL.test(text))) return { refusal: status };
      return status >= 500 ? { why: `${status} ${text.slice(0, 200)}` } : { fault: `${status} ${text.slice(0, 500)}` };
    } catch (failure) {
      return { why: String(failure) };
    }
  }

  millis(quantile) {
    const sorted = this.#millis.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))] ?? 0;
  }
}
