// A file of JSON lines that is forced to the disk before a write counts. Writes that come together share one fsync.
import { closeSync, fdatasync, openSync, write } from 'node:fs';
import { promisify } from 'node:util';

const writeTo = promisify(write);
const force = promisify(fdatasync);

export class Journal {
  #file;
  #waiting = [];
  #flushing;

  constructor(path) {
    this.#file = openSync(path, 'a');
  }

  /** Resolves when the line is on the disk. */
  add(line) {
    return new Promise((done, failed) => {
      this.#waiting.push({ text: `${JSON.stringify(line)}\n`, done, failed });
      this.#flushing ??= this.#flush();
    });
  }

  async #flush() {
    await null;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        await writeTo(this.#file, batch.map(({ text }) => text).join(''));
        await force(this.#file);
        for (const { done } of batch) done();
      } catch (failure) {
        for (const { failed } of batch) failed(failure);
      }
    }
    this.#flushing = undefined;
  }

  async close() {
    await this.#flushing;
    closeSync(this.#file);
  }
}
