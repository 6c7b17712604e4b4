// Several processes that live and end together.
import { join } from 'node:path';
import { startProcess, until } from './process.mjs';

export class Stack {
  #logs;
  #processes = [];
  /** Names in the order of their first start, which a restart does not change. */
  #order = [];
  #stopping;
  #death;
  #birth;

  /** @param {string} logs folder of the log files
   *  @param {(died: {name: string, how: string, log: string, lastLines: string[], service: object}) => void} died called when
   *    one that was ready ends unasked; `service` can be started again
   *  @param {(pid: number, name: string) => void} born called when one is started */
  constructor(logs, died = () => {}, born = () => {}) {
    this.#logs = logs;
    this.#death = died;
    this.#birth = born;
  }

  /** Starts a service and waits until it is ready; gives its process. */
  async start(service) {
    const { ready, patience = 30 } = service;
    if (this.#stopping) throw new Error('the stack is stopping');
    if (!service.command) throw new Error(`the program of ${service.name} is not installed`);
    const again = this.#order.includes(service.name);
    if (!again) this.#order.push(service.name);
    const started = startProcess({ ...service, log: join(this.#logs, `${service.name}.log`), again });
    this.#processes.push(started);
    this.#birth(started.pid, service.name);
    let born = false;
    started.ended.then((how) => {
      if (this.#stopping || !this.#processes.includes(started)) return;
      this.#processes = this.#processes.filter((other) => other !== started);
      // If a service was never ready, the code that starts it reports that.
      if (born) this.#death({ name: started.name, how, log: started.log, lastLines: started.lastLines(10), service });
    });
    try {
      await until(`${service.name} is ready (its log: ${started.log})`, patience, async () => {
        if (!started.running()) throw new Error(`${service.name} ended: ${started.lastLines(3).join(' | ')}`);
        return ready();
      });
    } catch (error) {
      // It may be started again, and then there must not be two.
      await this.end(started, 'SIGKILL');
      throw error;
    }
    born = true;
    return started;
  }

  /** Ends one that may be missing from now on: by SIGTERM, or as hard as asked. */
  async end(started, signal = 'SIGTERM') {
    this.#processes = this.#processes.filter((other) => other !== started);
    started.signal(signal);
    return started.ended;
  }

  /** Ends all, those first that were first started last: nobody loses what it needs to end well. */
  stop() {
    this.#stopping ??= (async () => {
      const place = ({ name }) => this.#order.indexOf(name);
      for (const each of this.#processes.toSorted((a, b) => place(b) - place(a))) await each.stop();
    })();
    return this.#stopping;
  }

  /** Ends all at once, as hard as can be. */
  async kill() {
    this.#stopping ??= Promise.resolve();
    for (const each of this.#processes) each.signal('SIGKILL');
    await Promise.all(this.#processes.map(({ ended }) => ended));
  }
}
