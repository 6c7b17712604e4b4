// One process of the stack: a program with a log file of its own.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Starts a program.
 *
 * It gets a session of its own: Ctrl-C in the terminal reaches the stack alone, which ends all in order, and a signal
 * reaches what the program has started as well.
 *
 * @param {{name: string, command: string, args?: string[], env?: Record<string, string>, log: string, again?: boolean}} service
 *   again: its log is continued
 */
export function startProcess({ name, command, args = [], env = {}, log, again = false }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, again ? 'a' : 'w');
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', file, file],
    env: { ...process.env, ...env },
  });
  let running = true;
  const ended = new Promise((end) => {
    const over = (how) => {
      running = false;
      end(how);
    };
    child.once('exit', (status, signal) => over(signal ?? `status ${status}`));
    child.once('error', (error) => over(error.message));
  });
  return {
    name,
    log,
    pid: child.pid,
    /** Resolves to how it ended: the signal or the status. */
    ended,
    running: () => running,
    signal(signal) {
      if (running && child.pid) process.kill(-child.pid, signal);
    },
    async stop() {
      this.signal('SIGTERM');
      return ended;
    },
    lastLines: (count) => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-count),
  };
}

/** Waits until `holds` returns a truthy value, and returns it. Fails after the given number of seconds. */
export async function until(what, seconds, holds, every = 200) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(every);
  }
}
