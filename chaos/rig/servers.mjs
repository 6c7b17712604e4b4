// One server of the installation, which can be killed, frozen, stopped and started again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReady, startLiberty, until } from '../../bench/server.mjs';
import { adopt, end, isRunning } from './processes.mjs';

const READY_SECONDS = 300;
/** Servers that live for a minute start in a fraction of the time without the second compiler of the JVM. */
const QUICK_START = '-XX:TieredStopAtLevel=1';

export class Server {
  #child;

  constructor({ name, folder, port, settings, build }) {
    Object.assign(this, { name, folder, port, settings, build, url: `http://127.0.0.1:${port}`, up: false, starts: 0 });
  }

  async start() {
    this.starts++;
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

  /** As a rolling update does it: no new connections come, then SIGTERM. */
  stop() {
    this.up = false;
    return end(this.#child, 'SIGTERM');
  }

  freeze() {
    this.up = false;
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
    this.up = true;
  }

  /** How many lines of its log have a text. */
  logged(text) {
    const log = join(this.folder, 'usr', 'servers', 'nightshift', 'logs', 'messages.log');
    return readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes(text)).length;
  }
}
