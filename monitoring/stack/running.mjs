// A small file beside the data of make stack: which process is which, for commands that disturb one of them.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileIn = (folder) => join(folder, 'running.json');

/**
 * Keeps the file of a stack.
 *
 * @param {string} folder the folder of its data
 * @param {object} about what does not change: `stack`, the process that starts the others and starts what ended at once when
 *   it gets SIGUSR2; `pause`, seconds after which it does so by itself; `layout`, the folder of the server
 */
export function keepRunning(folder, about) {
  const processes = {};
  const write = () => {
    const text = JSON.stringify({ ...about, processes }, null, 2);
    writeFileSync(`${fileIn(folder)}.new`, text, { mode: 0o600 });
    renameSync(`${fileIn(folder)}.new`, fileIn(folder));
  };
  return {
    started(name, pid) {
      processes[name] = pid;
      write();
    },
    ended(name) {
      delete processes[name];
      write();
    },
    remove: () => rmSync(fileIn(folder), { force: true }),
  };
}

/** What the file says, or undefined if no stack runs with that folder. Each process leads a group of its own. */
export function readRunning(folder) {
  let running;
  try {
    running = JSON.parse(readFileSync(fileIn(folder), 'utf8'));
    process.kill(running.stack, 0);
  } catch {
    return undefined;
  }
  return running;
}
