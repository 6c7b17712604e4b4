// The Redis of make stack.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './programs.mjs';

const BALLAST = 'gameday:ballast';
const BALLAST_BYTES = 128 * 1024 * 1024;
const FULL = 0.95;

/** Only this machine knows the address, and nobody but the cure uses it. */
const ASIDE = '127.0.0.2';

/**
 * The actions for faults of Redis, by fault.
 *
 * @param {object} options
 * @param {string} options.folder of the stack's data, with redis.conf
 * @param {number} options.port
 * @param {() => number} options.pid the process of redis-server, which leads its group
 */
export function redisOfStack({ folder, port, pid }) {
  const password = () => /^user default .*>(\S+)$/m.exec(readFileSync(join(folder, 'redis.conf'), 'utf8'))[1];
  /** Runs commands, one a line, in one connection. */
  const cli = async (lines, host = '127.0.0.1') => {
    const output = await run('redis-cli', ['-h', host, '-p', String(port), '--no-auth-warning'], {
      input: `${lines.join('\n')}\n`,
      env: { REDISCLI_AUTH: password() },
      seconds: 15,
      // It ends with 0 even if it cannot connect.
      errors: true,
    });
    const refused = /^(ERR|OOM|NOAUTH|NOPERM|MISCONF|Could not connect).*$/m.exec(output);
    if (refused) throw new Error(`redis-cli: ${refused[0]}`);
    return output;
  };
  const reached = async (host) => {
    try {
      return (await cli(['ping'], host)).includes('PONG');
    } catch {
      return false;
    }
  };
  /** What a person types when this program was killed. */
  const typed = (command, host = '127.0.0.1') =>
    `REDISCLI_AUTH=$(sed -n 's/^user default .*>//p' ${join(folder, 'redis.conf')}) redis-cli -h ${host} -p ${port} ${command}`;
  let stopped;

  const hang = {
    does: 'kill -STOP of redis-server',
    undo: 'kill -CONT of redis-server',
    byHand: `kill -CONT ${pid()}`,
    problems: async () => [],
    async cause() {
      stopped = pid();
      if (!stopped) throw new Error('Redis does not run');
      process.kill(-stopped, 'SIGSTOP');
    },
    async heal() {
      if (stopped) process.kill(-stopped, 'SIGCONT');
    },
  };

  let limit;
  const fill = {
    does: `128 MB of ballast is written, and maxmemory is set so that Redis is ${FULL * 100} % full`,
    undo: 'maxmemory is set as before, and the ballast is deleted',
    byHand: `${typed('CONFIG SET maxmemory 1gb')}, and the same with UNLINK ${BALLAST}`,
    problems: async () => [],
    async cause() {
      limit = /maxmemory\s+(\d+)/.exec(await cli(['config get maxmemory']))[1];
      await cli([`setrange ${BALLAST} ${BALLAST_BYTES} x`]);
      const used = Number(/used_memory:(\d+)/.exec(await cli(['info memory']))[1]);
      await cli([`config set maxmemory ${Math.ceil(used / FULL)}`]);
    },
    async heal() {
      if (limit) await cli([`config set maxmemory ${limit}`, `unlink ${BALLAST}`]);
    },
  };

  const cut = {
    does: `Redis listens on ${ASIDE} only, and all connections to it are closed`,
    // The exporter loses Redis as well.
    alert: 'RedisDown',
    severity: 'page',
    job: 'redis',
    shows: [0, 3],
    undo: 'Redis listens on 127.0.0.1 again',
    byHand: typed('CONFIG SET bind 127.0.0.1', ASIDE),
    problems: async () => [],
    cause: () => cli([`config set bind ${ASIDE}`, 'client kill type pubsub', 'client kill type normal']),
    async heal() {
      if (!(await reached('127.0.0.1'))) await cli(['config set bind 127.0.0.1'], ASIDE);
    },
  };

  return { 'hang-redis': () => hang, 'fill-redis': () => fill, 'cut-network': () => cut };
}
