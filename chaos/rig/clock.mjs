// A clock that is off for one process, by a library that is preloaded into it.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bench/server.mjs';

const SOURCE = join(root, 'chaos', 'parts', 'clock.c');

/** Why no clock can be moved on this machine, if so. */
export function noClock() {
  if (process.platform !== 'linux') return 'the clock of one process can be moved on Linux only';
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'there is no C compiler: install cc (Debian: gcc and libc6-dev)';
  }
}

/** Answers the environment of a process, and what moves its clock. */
export function movableClock(name) {
  const folder = join(root, 'target', 'chaos', 'clock');
  mkdirSync(folder, { recursive: true });
  const library = join(folder, 'clock.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-Werror', '-o', library, SOURCE]);
  const offset = join(folder, `${name}.offset`);
  const file = openSync(offset, 'w+');
  const moveTo = (ms) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(ms));
    writeSync(file, bytes, 0, 8, 0);
  };
  moveTo(0);
  return { environment: { LD_PRELOAD: library, CHAOS_CLOCK: offset }, moveTo, close: () => closeSync(file) };
}
