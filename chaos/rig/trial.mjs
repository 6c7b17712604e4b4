// One scenario on an installation: its ledger, its load, and what there is to judge at the end.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from '../../bench/fleet.mjs';
import { until } from '../../bench/server.mjs';
import { readSnapshot } from '../proof/snapshot.mjs';
import { readStore } from '../proof/store.mjs';
import { call, exportedJobs } from './api.mjs';
import { Journal } from './journal.mjs';
import { watchLimits } from './limits.mjs';
import { jobOf, prepareQueues, putSchedules, queuesOf, SLOW_SHARE } from './load.mjs';
import { Submitter } from './submitter.mjs';

/** What a server logs when it has put counts right that the judge has not seen. */
const REPAIRED = /\d+ counts of running jobs were wrong|The self-audit found \d+ differences of the kind \w+/;
/** More than all servers run at once. */
const WAITING_LEAST = 150;
const LIVE = ['SCHEDULED', 'READY', 'BLOCKED', 'RUNNING', 'RETRYING'];

export class Trial {
  effects = [];
  facts = [];
  #begun = Date.now();

  static async begin(
    installation,
    name,
    { seed, jobs, perSecond, schedules = 0, runs = 0, giveUpShare, slowShare = SLOW_SHARE },
  ) {
    const trial = new Trial();
    const folder = join(installation.folder, `ledger-${name}`);
    mkdirSync(folder, { recursive: true });
    const { redis, receiver, proxies, servers } = installation;
    Object.assign(trial, { redis, receiver, proxies, servers, name, folder, slowShare });
    Object.assign(trial, { random: randomOf(seed), queues: queuesOf(name) });
    trial.logged = trial.#repairsLogged();
    trial.journals = {
      submits: new Journal(join(folder, 'submits.ndjson')),
      effects: new Journal(join(folder, 'effects.ndjson')),
    };
    await prepareQueues(trial.servers, name);
    trial.receiver.to((effect) => trial.#take(effect));
    const { urlOf } = trial.receiver;
    trial.planned = await putSchedules(trial.servers, name, { count: schedules, runs, urlOf });
    trial.limits = watchLimits(trial.redis, trial.receiver, name);
    trial.load = new Submitter({
      servers: trial.servers,
      journal: trial.journals.submits,
      name,
      jobs,
      perSecond,
      giveUpShare,
      jobOf: (key) => jobOf(trial, key, urlOf),
    });
    return trial;
  }

  #take(effect) {
    if (!effect.key.startsWith(`${this.name}:`) && !effect.key.startsWith(`schedule:${this.name}-`)) return;
    this.effects.push(effect);
    return this.journals?.effects.add(effect); // at the end, the judge has it all the same
  }

  say(text) {
    console.log(`  ${((Date.now() - this.#begun) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  }

  /** Waits until no job of the trial is left to do, and answers whether that was so in time. */
  async drained(seconds) {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(500)) {
      if ((await this.live()) === 0 && (await this.#schedulesEnded())) return true;
    }
    return false;
  }

  /** How many jobs of the trial have not ended. */
  async live(seconds) {
    let live = 0;
    for (const { name, counts } of (await call(this.servers, 'GET', 'queues?pageSize=1000', undefined, { seconds }))
      .items) {
      if (this.queues.includes(name)) live += LIVE.reduce((sum, state) => sum + counts[state], 0);
    }
    return live;
  }

  async #schedulesEnded() {
    for (const { schedule } of this.planned) {
      if ((await call(this.servers, 'GET', `schedules/${schedule}`)).state !== 'ENDED') return false;
    }
    return true;
  }

  /** Looks at everything in Redis at one moment in which jobs wait and run: two queues pause, and one has just resumed. */
  async lookUnderLoad() {
    const [plain, fair] = ['plain', 'fair'].map((queue) => `queues/${this.name}-${queue}`);
    for (const queue of [plain, fair]) await call(this.servers, 'POST', `${queue}:pause`);
    const waits = async (queue, least) => (await call(this.servers, 'GET', queue)).counts.READY >= least;
    await until('jobs that wait', async () => (await waits(plain, WAITING_LEAST)) && (await waits(fair, 1)), 120);
    await call(this.servers, 'POST', `${plain}:resume`);
    this.underLoad = await readSnapshot(this.redis, join(this.folder, 'snapshot'));
    await call(this.servers, 'POST', `${fair}:resume`);
    const live = (code) => this.underLoad.jobs.filter((job) => job.code === code).length;
    this.facts.push(`looked at while ${live('R')} jobs were ready and ${live('X')} ran`);
  }

  /** Where everything is, for a scenario that does not come to its end. */
  async state() {
    const servers = this.servers.map(({ name, up, isRunning }) =>
      up ? name : `${name} (${isRunning ? 'not ready' : 'ended'})`,
    );
    const live = await this.live(5).catch(String);
    const { sent, counts } = this.load;
    return (
      `${servers.join(', ')}; ${sent} jobs sent, ${counts.accepted} accepted, ${counts.unknown} unknown, ` +
      `${counts.refused} refused; ${this.effects.length} effects; jobs that have not ended: ${live}`
    );
  }

  /** Ends the load and all that looks, however far the scenario came. */
  async end() {
    await Promise.all([this.load.abort(), this.limits.stop()]);
    this.receiver.to(() => {});
    await this.#closeJournals();
  }

  async #closeJournals() {
    const { journals } = this;
    this.journals = undefined;
    await Promise.all(Object.values(journals ?? {}).map((journal) => journal.close()));
  }

  /** What each server has logged of repairs since it was first started. */
  #repairsLogged() {
    return this.servers.map((server) => server.logged(REPAIRED));
  }

  /** All that a verdict needs: the ledger, the jobs as the API shows them, and the jobs as Redis has them. */
  async evidence() {
    await this.limits.stop();
    await this.#closeJournals();
    const jobs = [];
    for await (const { id, queue, state, attempts } of exportedJobs(this.servers)) {
      if (this.queues.includes(queue))
        jobs.push({ id, queue, state, attempts: attempts.map(({ number, outcome }) => ({ number, outcome })) });
    }
    const runs = await this.#runs();
    const counted = {};
    for (const { name, counts } of (await call(this.servers, 'GET', 'queues?pageSize=1000')).items) {
      if (this.queues.includes(name)) counted[name] = counts;
    }
    const store = await readStore(this.redis);
    const repairs = this.#repairsLogged().flatMap((texts, n) =>
      texts.slice(this.logged[n].length).map((text) => `${this.servers[n].name}: ${text}`),
    );
    const audit = await this.#audit();
    return {
      name: this.name,
      queues: this.queues,
      accepted: this.load.accepted,
      refused: this.load.refused,
      runs,
      effects: this.effects,
      jobs,
      counted,
      store,
      underLoad: this.underLoad,
      repairs,
      audit,
      ...this.limits.seen(),
      wrong: this.load.wrong,
    };
  }

  /** What the self-audit of the servers finds in a check that begins now, and has found in the one before. */
  async #audit() {
    const { last: before } = await call(this.servers, 'GET', 'status/integrity');
    await call(this.servers, 'POST', 'status/integrity:check');
    let status;
    await until(
      'check of the self-audit',
      async () => {
        status = await call(this.servers, 'GET', 'status/integrity');
        return status.last?.endedAt && status.last.beganAt !== before?.beganAt && !status.current && !status.askedAt;
      },
      180,
    );
    return { findings: [...(before?.findings ?? []), ...status.last.findings] };
  }

  /** Each planned run of a schedule with the job that it got. */
  async #runs() {
    const runs = [];
    for (const { schedule, first, last } of this.planned) {
      const jobsAt = new Map();
      for (const { plannedAt, job } of (await call(this.servers, 'GET', `schedules/${schedule}/runs?last=100`)).last) {
        const at = Date.parse(plannedAt);
        jobsAt.set(at, [...(jobsAt.get(at) ?? []), job]);
      }
      for (let at = first; at <= last; at += 1000) jobsAt.set(at, jobsAt.get(at) ?? []);
      for (const [at, jobs] of jobsAt)
        runs.push({
          key: `schedule:${schedule}@${new Date(at).toISOString()}`,
          jobs,
          planned: at >= first && at <= last,
        });
    }
    return runs;
  }

  get seconds() {
    return (Date.now() - this.#begun) / 1000;
  }
}
