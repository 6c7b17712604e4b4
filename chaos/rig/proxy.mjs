// Stands between one server and Redis, and does to their connections what a broken network does.
import { connect, createServer } from 'node:net';

const ENDED = Symbol('the sender has ended the connection');
const CLOSED_MODES = new Set(['refuse']);

/**
 * What happens to the bytes of each direction:
 * pass · refuse (connections are reset, new ones too) · black-hole (nothing arrives until it heals; what was sent arrives then, as TCP
 * sends it again) · drop-replies, drop-requests (one direction is lost; the connection breaks when it heals) · reset-mid-reply (now and
 * then, half of a reply arrives, and the connection breaks).
 */
export const MODES = ['pass', 'refuse', 'black-hole', 'drop-replies', 'drop-requests', 'reset-mid-reply'];

class Connection {
  #pipes;

  constructor(proxy, client, upstream) {
    this.sockets = [client, upstream];
    this.harmed = false;
    this.#pipes = [
      new Pipe(proxy, this, 'requests', client, upstream),
      new Pipe(proxy, this, 'replies', upstream, client),
    ];
    for (const socket of this.sockets) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
    }
  }

  release() {
    for (const pipe of this.#pipes) pipe.release();
  }

  reset() {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }
}

/** One direction of a connection. */
class Pipe {
  #held = [];
  /** What is under way: all of it keeps its order, also when the delay becomes shorter. */
  #late = [];

  constructor(proxy, connection, direction, from, to) {
    Object.assign(this, { proxy, connection, direction, from, to });
    from.on('data', (chunk) => this.#later(chunk));
    from.once('close', () => this.#later(ENDED));
  }

  #later(chunk) {
    this.#late.push({ chunk, at: performance.now() + this.proxy.delayMs });
    if (this.#late.length === 1) this.#deliver();
  }

  #deliver() {
    while (this.#late.length > 0) {
      const wait = this.#late[0].at - performance.now();
      if (wait > 0) return void setTimeout(() => this.#deliver(), wait);
      this.#take(this.#late.shift().chunk);
    }
  }

  #take(chunk) {
    const { mode } = this.proxy;
    if (mode === 'black-hole') return this.#held.push(chunk);
    if (chunk !== ENDED && mode === `drop-${this.direction}`) {
      this.connection.harmed = true;
      this.proxy.dropped++;
      return;
    }
    if (
      mode === 'reset-mid-reply' &&
      this.direction === 'replies' &&
      chunk !== ENDED &&
      Math.random() < this.proxy.resetShare
    ) {
      this.proxy.resets++;
      this.to.write(chunk.subarray(0, chunk.length >> 1), () => this.connection.reset());
      return;
    }
    this.#send(chunk);
  }

  #send(chunk) {
    if (chunk === ENDED) return void this.to.end();
    if (this.to.destroyed || this.to.writableEnded) return;
    if (!this.to.write(chunk)) {
      this.from.pause();
      this.to.once('drain', () => this.from.resume());
    }
  }

  release() {
    for (const chunk of this.#held.splice(0)) this.#send(chunk);
  }
}

export class NetworkProxy {
  #server;
  #connections = new Set();
  mode = 'pass';
  /** How long each direction takes. */
  delayMs = 0;
  /** What share of the replies is cut in half in the mode reset-mid-reply, and how many were. */
  resetShare = 0.01;
  resets = 0;
  /** How many pieces were lost. */
  dropped = 0;

  constructor(targetPort) {
    this.targetPort = targetPort;
  }

  static async to(targetPort) {
    const proxy = new NetworkProxy(targetPort);
    proxy.#server = createServer((client) => proxy.#accept(client));
    await new Promise((listening) => proxy.#server.listen(0, '127.0.0.1', listening));
    proxy.port = proxy.#server.address().port;
    return proxy;
  }

  #accept(client) {
    client.on('error', () => {});
    if (CLOSED_MODES.has(this.mode)) return client.resetAndDestroy();
    const upstream = connect(this.targetPort, '127.0.0.1');
    const connection = new Connection(this, client, upstream);
    this.#connections.add(connection);
    const gone = () => this.mode !== 'black-hole' && this.#connections.delete(connection);
    client.once('close', gone);
    upstream.once('close', gone);
  }

  set(mode) {
    if (!MODES.includes(mode)) throw new Error(`there is no mode '${mode}'`);
    this.mode = mode;
    if (CLOSED_MODES.has(mode)) this.#resetAll();
  }

  /** Lets everything pass again. */
  heal() {
    this.mode = 'pass';
    for (const connection of this.#connections) {
      if (connection.harmed) connection.reset();
      else connection.release();
      if (connection.sockets.every((socket) => socket.destroyed)) this.#connections.delete(connection);
    }
  }

  #resetAll() {
    for (const connection of this.#connections) connection.reset();
    this.#connections.clear();
  }

  close() {
    this.#server.close();
    this.#resetAll();
  }
}
