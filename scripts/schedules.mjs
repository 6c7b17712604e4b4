// Makes schedules of a crontab. scripts/schedules.sh runs this.
import { readFileSync } from 'node:fs';

const HELP = `Usage: scripts/schedules.sh [options] [crontab]

Reads a crontab (standard input without a name) and prints a schedule in JSON for each line.

  --task NAME   lines that call no URL become jobs of this task, with the args {"command": "..."}
  --user        the crontab has a user in front of each command, as /etc/crontab has
  --zone ZONE   time zone of lines before the first CRON_TZ= or TZ=; UTC by default
  --check URL   asks the installation at this address whether it would accept them
  --put URL     stores them in the installation at this address
  --key KEY     API key for --check and --put; NIGHTSHIFT_KEY by default

The exit status is 1 if a line could not become a schedule, or was refused.`;

function options(args) {
  const given = { zone: 'UTC', key: process.env.NIGHTSHIFT_KEY ?? '' };
  const files = [];
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].split(/=(.*)/s);
    if (name === '--help') return { help: true };
    if (name === '--user') given.user = true;
    else if (['--task', '--zone', '--check', '--put', '--key'].includes(name)) {
      given[name.slice(2)] = inline ?? args[++i];
      if (given[name.slice(2)] === undefined) fail(`${name} needs a value`);
    } else if (name.startsWith('--')) fail(`${name} is not an option; see --help`);
    else files.push(args[i]);
  }
  if (files.length > 1) fail('name one crontab');
  return { ...given, file: files[0] };
}

function fail(message) {
  console.error(`schedules: ${message}`);
  process.exit(2);
}

function unquoted(word) {
  if (word.startsWith("'")) return word.slice(1, -1);
  return word.startsWith('"') ? word.slice(1, -1).replace(/\\(["\\$`])/g, '$1') : word;
}

/** Words of a shell command without variables, pipes and the like; undefined if it has any. */
function words(command) {
  const found = command.match(/"(?:[^"\\$`]|\\.)*"|'[^']*'|[^\s"'|&;<>()$`\\]+/g) ?? [];
  const rest = command.replace(/"(?:[^"\\$`]|\\.)*"|'[^']*'|[^\s"'|&;<>()$`\\]+/g, '').trim();
  return rest === '' ? found.map(unquoted) : undefined;
}

const SILENCING = /\s*(?:>\s*\/dev\/null|2>&1|>\/dev\/null|&>\s*\/dev\/null|2>\s*\/dev\/null)\s*/g;
const VALUELESS = /^(?:-[fsSkLqvi]+|--(?:fail|silent|show-error|location|quiet|insecure)|-O-?|-nv)$/;

/** The args of http.request for a command that only calls a URL; undefined for any other. */
function call(command) {
  const [program, ...rest] = words(command.replace(SILENCING, ' ').trim()) ?? [];
  if (!/^(?:\S*\/)?(?:curl|wget)$/.test(program ?? '')) return undefined;
  const args = { url: '' };
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i];
    if (/^https?:\/\//.test(word) && !args.url) args.url = word;
    else if (word === '-X' || word === '--request') args.method = rest[++i];
    else if (word === '-d' || word === '--data') {
      args.bodyText = rest[++i];
      args.method ??= 'POST';
    } else if (word === '-H' || word === '--header') {
      const [name, value] = rest[++i].split(/:\s*(.*)/s);
      args.headers = { ...args.headers, [name]: value };
    } else if (word === '-o' || word === '-O' || word === '-m' || word === '--max-time') i++;
    else if (!VALUELESS.test(word)) return undefined;
  }
  return args.url ? { url: args.url, method: 'GET', ...args } : undefined;
}

function slug(command) {
  return (
    command
      .replace(/https?:\/\//, '')
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+|-+$/g, '')
      .slice(0, 80) || 'line'
  );
}

/** What becomes of each line of a crontab that is a job. */
function convert(text, { task, user, zone }) {
  let timeZone = zone;
  let named;
  const taken = new Set();
  const results = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    const comment = line.match(/^#\s*name:\s*(\S+)/);
    if (comment) named = comment[1];
    if (line === '' || line.startsWith('#')) return;
    const setting = line.match(/^([A-Za-z_]+)\s*=\s*"?([^"]*)"?$/);
    if (setting) {
      if (/^(CRON_)?TZ$/.test(setting[1])) timeZone = setting[2];
      return;
    }
    const count = line.startsWith('@') ? 1 : 5;
    const parts = line.match(new RegExp(`^((?:\\S+\\s+){${count - 1}}\\S+)\\s+${user ? '\\S+\\s+' : ''}(.*)$`));
    if (!parts) {
      results.push({ line: index + 1, problem: 'has no command' });
      return;
    }
    const command = parts[2].trim();
    const http = call(command);
    if (!http && !task) {
      results.push({ line: index + 1, problem: `runs a command of this machine; --task gives such lines a task: ${command}` });
      named = undefined;
      return;
    }
    let name = named ?? slug(http ? http.url : command);
    for (let n = 2; taken.has(name); n++) name = `${named ?? slug(http ? http.url : command)}-${n}`;
    taken.add(name);
    named = undefined;
    results.push({
      line: index + 1,
      name,
      schedule: {
        cron: parts[1].replace(/\s+/g, ' '),
        timeZone,
        task: http ? 'http.request' : task,
        args: http ?? { command },
      },
    });
  });
  return results;
}

async function send({ name, schedule }, url, key, query) {
  const answer = await fetch(`${url.replace(/\/$/, '')}/api/v1/schedules/${encodeURIComponent(name)}${query}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
    body: JSON.stringify(schedule),
  });
  const body = await answer.json();
  if (answer.ok) return body.words;
  const errors = (body.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
  throw new Error([body.detail, ...errors].join(' '));
}

const given = options(process.argv.slice(2));
if (given.help) {
  console.log(HELP);
} else {
  const results = convert(readFileSync(given.file ?? 0, 'utf8'), given);
  for (const result of results) {
    const { line, name, schedule, problem } = result;
    try {
      if (problem) throw new Error(problem);
      const url = given.put ?? given.check;
      if (url) console.log(`${name}: ${await send(result, url, given.key, given.put ? '' : '?validateOnly=true')}`);
      else console.log(JSON.stringify({ name, ...schedule }));
    } catch (e) {
      console.error(`line ${line}: ${e.message}`);
      process.exitCode = 1;
    }
  }
}
