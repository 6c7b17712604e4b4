// One server of the installation, which can be killed, frozen, stopped and started again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isReady, startLiberty, until } from '../../bench/server.mjs';
import { adopt, end, isRunning } from './processes.mjs';

const READY_SECONDS = 300;
/** As long as a load balancer takes to notice that a server gets no more requests. */
const PRE_STOP_MS = 5_000;
/** Servers that live for a minute start in a fraction of the time without the second compiler of the JVM. */
const QUICK_START = '-XX:TieredStopAtLevel=1';

export class Server {
  #child;

  constructor({ name, folder, port, settings, build }) {
    Object.assign(this, { name, folder, port, settings, build, url: `http://127.0.0.1:${port}` });
    Object.assign(this, { up: false, stopping: false, closed: false });
  }

  async start() {
    if (this.closed) throw new Error(`${this.name} is no longer needed`);
    this.stopping = false;
    // NIGHTSHIFT_REDIS_URL is among the settings
    this.#child = adopt(
      startLiberty(this.folder, 0, this.port, { JVM_ARGS: QUICK_START, ...this.settings }, this.build),
    );
    await until(
      `${this.name} that is ready (see ${join(this.folder, 'server.log')})`,
      () => {
        if (!isRunning(this.#child)) throw new Error(`${this.name} has ended; see ${join(this.folder, 'server.log')}`);
        return isReady(this.url);
      },
      READY_SECONDS,
    );
    this.up = true;
  }

  get isRunning() {
    return isRunning(this.#child);
  }

  kill() {
    this.up = false;
    return end(this.#child, 'SIGKILL');
  }

  /** For good: a scenario that still wants to start it gets an error. */
  close() {
    this.closed = true;
    return this.kill();
  }

  /** As a rolling update does it: no new requests come, and then SIGTERM. */
  async stop() {
    this.up = false;
    await sleep(PRE_STOP_MS);
    this.stopping = true;
    await end(this.#child, 'SIGTERM');
  }

  freeze() {
    this.up = false;
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
    this.up = true;
  }

  /** What matches a pattern in all that it has logged since its first start: the logs in its own folder forget some when it restarts. */
  logged(pattern) {
    return readFileSync(join(this.folder, 'server.log'), 'utf8').match(new RegExp(pattern, 'g')) ?? [];
  }
}
