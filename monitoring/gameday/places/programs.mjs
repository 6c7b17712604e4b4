// Programs that a cause or a cure runs.
import { execFile, spawn } from 'node:child_process';

/**
 * Runs a program; gives its output. Throws with what it said if it fails.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{input?: string, env?: Record<string, string>, seconds?: number, errors?: boolean}} [options] `seconds`: its longest
 *   time; `errors`: the output has what it wrote to the standard error, too
 */
export const run = (program, args, { input, env, seconds = 60, errors = false } = {}) =>
  new Promise((ended, failed) => {
    const child = execFile(
      program,
      args,
      { env: { ...process.env, ...env }, timeout: seconds * 1000, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (!error) ended(errors ? stdout + stderr : stdout);
        else failed(new Error(`${program} ${args[0]}: ${(stderr || stdout || error.message).trim()}`));
      },
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
  });

/** Runs a command line of the operator's in a shell, which can use the terminal. Throws if its status is not 0. */
export const shell = (command) =>
  new Promise((ended, failed) => {
    const child = spawn('sh', ['-c', command], { stdio: 'inherit' });
    child.once('error', failed);
    child.once('exit', (status, signal) => {
      if (status === 0) ended();
      else failed(new Error(`the command ended with ${signal ?? `status ${status}`}: ${command}`));
    });
  });
