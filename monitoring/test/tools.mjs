import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** Output of a program, even if it ends with an error; `ok` shows which. */
export function run(program, ...args) {
  try {
    return { ok: true, text: execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' }) };
  } catch (e) {
    if (e.code === 'ENOENT') {
      throw new Error(`${program} is not on the PATH; Debian has it in prometheus or prometheus-alertmanager`);
    }
    return { ok: false, text: `${e.stdout}${e.stderr}` };
  }
}

/** Whether a program is on the PATH: Debian's names differ from others'. */
export const installed = (program) => !spawnSync(program, ['--version']).error;

/** A port of loopback on which nobody listens. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a program and returns how to end it. */
export function start(program, ...args) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    errors: () => errors,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Asks until the answer is there: what `ask` returns, unless that is undefined or it throws. */
export async function eventually(ask, seconds = 30) {
  const until = Date.now() + 1000 * seconds;
  let last;
  while (Date.now() < until) {
    try {
      const answer = await ask();
      if (answer !== undefined) {
        return answer;
      }
    } catch (e) {
      last = e;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not within ${seconds} s`, { cause: last });
}
