// All processes that the rig has started. Whatever ends the rig, none of them stays behind.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_SECONDS = 90;

const running = new Map();

/** Starts a program in a process group of its own, so that one signal reaches it and its children. */
export function start(command, args, options) {
  return adopt(spawn(command, args.map(String), { stdio: 'ignore', ...options, detached: true }));
}

/** Signals go to the process group of the child from now on. */
export function adopt(child) {
  child.on('error', () => {}); // the caller notices that it does not run
  if (child.pid === undefined) throw new Error(`cannot start ${child.spawnfile}`);
  running.set(child.pid, child);
  child.once('exit', () => running.delete(child.pid));
  child.kill = (signal) => signalGroup(child.pid, signal);
  return child;
}

/** Ends a child, and resolves when it has ended. One that does not end in time is killed, and that is an error. */
export async function end(child, signal = 'SIGTERM', seconds = STOP_SECONDS) {
  if (!isRunning(child)) return;
  const ended = new Promise((done) => child.once('exit', () => done(true)));
  child.kill(signal);
  if (await Promise.race([ended, sleep(1000 * seconds, false, { ref: false })])) return;
  child.kill('SIGKILL');
  await ended;
  throw new Error(`process ${child.pid} had not ended ${seconds} s after ${signal}`);
}

export const isRunning = (child) => child !== undefined && child.exitCode === null && child.signalCode === null;

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false; // it has just ended
  }
}

process.on('exit', () => {
  for (const pid of running.keys()) signalGroup(pid, 'SIGKILL');
});
for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.once(signal, () => process.exit(status));
}
