// Speaks to Redis on one connection, many calls at a time. Text is Latin-1, so that the bytes of a record keep their places.
import { connect } from 'node:net';

export class Resp {
  #socket;
  #waiting = [];
  #reading;

  static async to(port) {
    const client = new Resp();
    client.#socket = connect(port, '127.0.0.1').setEncoding('latin1').setNoDelay(true);
    client.#reading = client.#replies();
    client.#reading.next();
    client.#socket.on('data', (text) => client.#reading.next(text));
    client.#socket.on('close', () => client.#fail(new Error('the connection to Redis is closed')));
    await new Promise((done, failed) => client.#socket.once('connect', done).once('error', failed));
    client.#socket.on('error', (failure) => client.#fail(failure));
    return client;
  }

  /** The reply: a text, a number, null, or an array of these. An error of Redis rejects. */
  call(...words) {
    return new Promise((done, failed) => {
      if (this.#socket.destroyed) return failed(new Error('the connection to Redis is closed'));
      this.#waiting.push({ done, failed });
      const parts = words
        .map((word) => String(word))
        .map((word) => `$${Buffer.byteLength(word, 'latin1')}\r\n${word}\r\n`);
      this.#socket.write(`*${words.length}\r\n${parts.join('')}`, 'latin1');
    });
  }

  close() {
    this.#socket.destroy();
  }

  #fail(failure) {
    for (const { failed } of this.#waiting.splice(0)) failed(failure);
  }

  /** A coroutine that gets the text as it arrives. */
  *#replies() {
    const input = { text: '' };
    const line = function* () {
      let end = input.text.indexOf('\r\n');
      while (end < 0) {
        input.text += yield;
        end = input.text.indexOf('\r\n');
      }
      const found = input.text.slice(0, end);
      input.text = input.text.slice(end + 2);
      return found;
    };
    const bytes = function* (count) {
      if (input.text.length < count + 2) {
        const parts = [input.text];
        for (let length = input.text.length; length < count + 2; length += parts.at(-1).length) parts.push(yield);
        input.text = parts.join('');
      }
      const found = input.text.slice(0, count);
      input.text = input.text.slice(count + 2);
      return found;
    };
    const reply = function* () {
      const head = yield* line();
      const rest = head.slice(1);
      switch (head[0]) {
        case '+':
          return rest;
        case '-':
          return new Error(rest);
        case ':':
          return Number(rest);
        case '$':
          return rest === '-1' ? null : yield* bytes(Number(rest));
        default: {
          if (rest === '-1') return null;
          const items = [];
          for (let n = Number(rest); n > 0; n--) items.push(yield* reply());
          return items;
        }
      }
    };
    while (true) {
      const found = yield* reply();
      const { done, failed } = this.#waiting.shift();
      if (found instanceof Error) failed(found);
      else done(found);
    }
  }
}
