// What make stack runs on this machine. Nothing here needs root.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../stack/process.mjs';
import { readRunning } from '../../stack/running.mjs';
import { answers } from '../../stack/services.mjs';
import { failingDestination } from './destination.mjs';
import { redisOfStack } from './stack-redis.mjs';

/** A setting that stops the start of a server. */
const WRONG = 'NIGHTSHIFT_LEASE=wrong-on-purpose';

/** Whether a process runs. Without a number it does not: 0 would be this program itself. */
const alive = (pid) => {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The server of make stack: kills it, stops it, and has it started. */
function server(folder, ports) {
  const pid = () => readRunning(folder)?.processes.application;
  /** A process that leads its group. */
  const signal = (name) => {
    const leader = pid();
    if (!leader) throw new Error('the server does not run');
    process.kill(-leader, name);
  };
  const startNow = () => process.kill(readRunning(folder).stack, 'SIGUSR2');
  const ready = async () => alive(pid()) && (await answers(`http://127.0.0.1:${ports.application}/health/ready`));
  return {
    signal,
    startNow,
    file: () => join(readRunning(folder).layout, 'servers', 'nightshift', 'server.env'),
    ended: () => until('the server has ended', 90, () => !alive(pid())),
    async comesBack() {
      let asked = 0;
      await until('the server is ready again', 300, async () => {
        if (await ready()) return true;
        // The stack would wait before it starts a server again.
        if (!alive(pid()) && Date.now() - asked > 5000) {
          asked = Date.now();
          startNow();
        }
        return false;
      });
    },
  };
}

function killWorker({ folder, ports }) {
  const one = server(folder, ports);
  return {
    does: 'kill -9 of the only server',
    users: 'Clients get no answer, and the console is gone. No job starts. Nothing that was accepted is lost.',
    // One server: nobody is left to report that a worker is lost.
    alert: 'NightshiftDown',
    severity: 'page',
    shows: [0, 1],
    lingers: 0,
    undo: 'make stack starts the server again',
    byHand: 'make stack starts the server again by itself',
    problems: async ({ times }) => {
      const { pause } = readRunning(folder) ?? {};
      return pause < times.sent[1]
        ? [
            `make stack starts the server again after ${pause} s, before the alert is sent: start it with \
NIGHTSHIFT_STACK_PAUSE=${Math.ceil(times.sent[1]) + 15}`,
          ]
        : [];
    },
    cause: async () => one.signal('SIGKILL'),
    heal: () => one.comesBack(),
  };
}

function badDeploy({ folder, ports }) {
  const one = server(folder, ports);
  const undone = () => {
    const file = one.file();
    const text = readFileSync(file, 'utf8');
    if (text.includes(WRONG)) writeFileSync(file, text.replaceAll(`\n${WRONG}\n`, ''));
  };
  return {
    does: `${WRONG} is added to server.env, and the server is restarted`,
    users: 'Clients get no answer, and the console is gone. No job starts. Nothing that was accepted is lost.',
    undo: 'the line is removed, and the server is started again',
    byHand: `remove ${WRONG} from ${readRunning(folder) ? one.file() : 'server.env'}`,
    problems: async () => [],
    async cause() {
      appendFileSync(one.file(), `\n${WRONG}\n`);
      one.signal('SIGTERM');
      await one.ended();
      one.startNow();
    },
    async heal() {
      undone();
      await one.comesBack();
    },
  };
}

/** The action for a fault: what differs from its description, and how it is caused and healed. */
export function onStack({ fault, folder, ports, api, url }) {
  if (!readRunning(folder))
    return {
      does: '',
      undo: '',
      byHand: '',
      problems: async () => [`no stack runs with the data in ${folder}: start it with make stack`],
    };
  const actions = {
    'kill-worker': () => killWorker({ folder, ports }),
    'bad-deploy': () => badDeploy({ folder, ports }),
    'failing-destination': () => failingDestination({ api, url }),
    ...redisOfStack({ folder, port: ports.redis, pid: () => readRunning(folder)?.processes.redis }),
  };
  return actions[fault]();
}
