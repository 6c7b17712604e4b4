// Redis as the manifests run it. Its users have few rights, so the faults use what the application may do.
import { setTimeout as sleep } from 'node:timers/promises';

const POD = 'redis-0';
const BALLAST = '{nightshift}:gameday-ballast';
const PIECE = 256 * 1024 * 1024;
const FULL = 0.95;

/** Holds up Redis for ARGV[1] seconds, and ends by itself: no user of the manifests may end a script. */
const HOLD_UP = `local from = tonumber(redis.call('TIME')[1])
while tonumber(redis.call('TIME')[1]) - from < tonumber(ARGV[1]) do end`;

/** As a word of sh. */
const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

/** The keys of the ballast, each with its size: `bytes` in total. */
export const pieces = (bytes) =>
  Array.from({ length: Math.ceil(bytes / PIECE) }, (_, n) => [`${BALLAST}-${n}`, Math.min(PIECE, bytes - n * PIECE)]);

export function redisOfKubernetes(kubectl, namespace) {
  const passwordOf = async () =>
    Buffer.from(
      await kubectl('get', 'secret', await secretOf(), '-o', 'jsonpath={.data.redis-password}'),
      'base64',
    ).toString();
  /** The name of the secret has a hash of its contents. */
  const secretOf = () =>
    kubectl(
      'get',
      'deployments',
      '-l',
      'app.kubernetes.io/name=nightshift',
      '-o',
      'jsonpath={.items[0].spec.template.spec.containers[0].env[?(@.name=="REDIS_PASSWORD")].valueFrom.secretKeyRef.name}',
    );
  /** Runs a command of Redis as the application. The password goes through the input, so that no list of processes shows it. */
  const cli = async (words, seconds = 60) => {
    const command = `read -r REDISCLI_AUTH; export REDISCLI_AUTH; exec redis-cli --user app ${words.map(quoted).join(' ')}`;
    const output = await kubectl('exec', '-i', POD, '--', 'sh', '-c', command, {
      input: `${await passwordOf()}\n`,
      seconds,
    });
    if (/^(ERR|OOM|NOAUTH|NOPERM|WRONGPASS|BUSY)/m.test(output)) throw new Error(`redis-cli: ${output.trim()}`);
    return output;
  };
  const problems = async () =>
    (await kubectl('get', 'statefulset', 'redis', '-o', 'jsonpath={.spec.replicas}')) === '1'
      ? []
      : ['Redis has replicas: disturb its master with CAUSE and HEAL'];
  const numbers = async () => {
    const info = await cli(['info', 'memory']);
    const of = (name) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)[1]);
    return { used: of('used_memory'), most: of('maxmemory') };
  };

  let hanging;
  const hang = {
    does: 'a script of the user app holds up Redis until the alert was sent',
    // The exporter gets an answer: that Redis is busy.
    alert: 'RedisDown',
    severity: 'page',
    job: 'redis',
    shows: [0, 10],
    undo: 'the script ends by itself, at a time that was set before',
    byHand: 'wait until the script ends by itself',
    problems,
    async cause({ times, hold }) {
      const seconds = Math.ceil(times.sent[1] + hold) + 30;
      hanging = cli(['eval', HOLD_UP, '0', String(seconds)], seconds + 60);
      // If it fails later, the cure fails.
      hanging.catch(() => {});
      await Promise.race([hanging, sleep(2000)]);
    },
    async heal() {
      await hanging;
    },
  };

  let written = [];
  const fill = {
    does: `ballast is written under ${BALLAST} until Redis is ${FULL * 100} % full`,
    undo: 'the ballast is deleted',
    byHand: `delete ${BALLAST}-0, -1 and so on with redis-cli as the user app, in pod ${namespace}/${POD}`,
    problems,
    async cause() {
      const { used, most } = await numbers();
      if (!most) throw new Error('Redis has no maxmemory');
      for (const [key, bytes] of pieces(Math.max(0, Math.floor(most * FULL) - used))) {
        written.push(key);
        await cli(['setrange', key, String(bytes - 1), 'x']);
      }
    },
    async heal() {
      if (written.length > 0) await cli(['unlink', ...written]);
      written = [];
    },
  };

  return { 'hang-redis': () => hang, 'fill-redis': () => fill };
}
