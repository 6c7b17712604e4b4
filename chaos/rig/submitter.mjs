// Submits the jobs of a trial, and writes the ledger: each accepted id once it is on the disk, each request whose answer never came
// ('unknown', repeated with the same key until it is answered), and each refusal.
import { setTimeout as sleep } from 'node:timers/promises';
import { any, send } from './api.mjs';

const WORKERS = 16;
const REPEAT_SHARE = 0.02; // of the accepted requests are sent again, to see that they give the same id
const AGAIN_MS = 250;
const BROKEN = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE']);
/** Nothing of a request that is answered like this is stored; after any other 503 it may be. */
const REFUSAL = /out of memory/;

export class Submitter {
  #sent = 0;
  #stopped = false;
  #abort = new AbortController();
  #workers;
  /** Ids that were answered, by key: more than one is a fault. */
  accepted = new Map();
  /** Keys of requests that were only ever refused, and then given up. */
  refused = new Set();
  wrong = [];
  /** `broken` are those of the unknown requests whose connection broke, or that a server refused while it stopped. */
  counts = { accepted: 0, unknown: 0, broken: 0, refused: 0, repeated: 0 };
  #millis = [];

  /**
   * @param jobs how many at least: more, if it is not stopped by then
   * @param perSecond how fast
   * @param giveUpShare of the requests that are refused are not repeated
   * @param repeatShare of the requests that are accepted are sent again
   */
  constructor({ servers, journal, name, jobOf, jobs, perSecond, giveUpShare = 0, repeatShare = REPEAT_SHARE }) {
    Object.assign(this, { servers, journal, name, jobOf, jobs, perSecond, giveUpShare, repeatShare });
    this.#workers = this.#run();
    this.#workers.catch(() => {}); // end() has it
  }

  /** Resolves when at least `jobs` have been answered; those that are under way end first. */
  async end() {
    this.#stopped = true;
    await this.#workers;
  }

  /** Gives up everything that is under way. */
  async abort() {
    this.#abort.abort();
    await this.#workers.catch(() => {});
  }

  get #aborted() {
    return this.#abort.signal.aborted;
  }

  get sent() {
    return this.#sent;
  }

  async #run() {
    const begun = Date.now();
    const work = async () => {
      while (!this.#aborted && (this.#sent < this.jobs || !this.#stopped)) {
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
    for (let certain = true; !this.#aborted; await sleep(AGAIN_MS)) {
      const begun = Date.now();
      const answer = await this.#ask(key, body);
      if (answer.id) {
        this.#millis.push(Date.now() - begun);
        await this.#accept(key, answer.id);
        if (Math.random() < this.repeatShare) await this.#repeat(key, body);
        return;
      }
      if (answer.refusal) {
        await this.#note('refused', { key, ...answer });
        if (certain && Math.random() < this.giveUpShare) {
          this.refused.add(key);
          return;
        }
        continue;
      }
      if (answer.fault) {
        this.wrong.push(`${key}: ${answer.fault}`);
        return;
      }
      certain = false;
      await this.#unknown(key, answer);
    }
  }

  /** Nothing but the same id may come. A refusal says nothing about the first request, and is left alone. */
  async #repeat(key, body) {
    for (; !this.#aborted; await sleep(AGAIN_MS)) {
      const answer = await this.#ask(key, body);
      if (answer.id) {
        this.counts.repeated++;
        await this.#accept(key, answer.id);
      } else if (answer.fault) {
        this.wrong.push(`${key}, repeated: ${answer.fault}`);
      } else if (!answer.refusal) {
        await this.#unknown(key, answer);
        continue;
      }
      return;
    }
  }

  async #unknown(key, { why, broken }) {
    if (broken) this.counts.broken++;
    await this.#note('unknown', { key, why });
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
        signal: this.#abort.signal,
      });
      if (status === 200 || status === 201) return { id: JSON.parse(text).id };
      if ((status === 503 || status === 429) && !headers['retry-after'])
        return { fault: `${status} without Retry-After` };
      if (status === 429 || (status === 503 && REFUSAL.test(text))) return { refusal: status };
      return status > 500
        ? { why: `${status} ${text.slice(0, 200)}`, broken: server.stopping }
        : { fault: `${status} ${text.slice(0, 500)}` };
    } catch (failure) {
      return { why: String(failure), broken: BROKEN.has(failure.code) };
    }
  }

  millis(quantile) {
    const sorted = this.#millis.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))] ?? 0;
  }
}
