// The page for the record.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planRows, spoken } from './plan.mjs';
import { unfinished } from './sample.mjs';

/** A cell of a table. */
const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const clock = (at) => new Date(at).toISOString().slice(11, 19);
const after = (at, since) => `${((at - since) / 1000).toFixed(1)} s`;

function timeline({ record }) {
  const { caused, healing } = record;
  const events = [
    ['The fault begins', caused, caused],
    ['The alert is pending', record.pending, caused],
    ['The alert fires', record.fired, caused],
    ['Alertmanager has the alert', record.handed, caused],
    ['The alert is sent', record.sent, caused],
    ['The cure begins', healing, caused],
    ['The cure is complete', record.healed, healing],
    ...Object.entries(record.recovered).map(([name, at]) => [`Again: ${name}`, at, healing]),
    // Before the cure where somebody has fixed the fault.
    ['The alert ends', record.ended, record.ended < healing ? caused : healing],
  ];
  return events
    .filter(([, at]) => at)
    .sort(([, a], [, b]) => a - b)
    .map(([what, at, since]) => [
      clock(at),
      what,
      `${after(at, since)} after the ${since === caused ? 'fault' : 'cure began'}`,
    ]);
}

const verdict = (seen, [least, most]) => {
  if (seen === undefined) return 'not seen';
  if (seen > most) return `${spoken(seen - most)} later than expected`;
  return seen < least - 1 ? 'earlier than expected' : 'as expected';
};

/** Seconds, or undefined. What comes before the time that counts took none. */
const took = (at, since) => (at && since ? Math.max(0, at - since) / 1000 : undefined);

/** How long all checks and the alert took after the beginning of the cure; nothing if one of them is missing. */
function allFine({ recovered, ended, fired, healing, problems }) {
  const times = [...Object.values(recovered), ...(fired ? [ended] : [])];
  if (problems.length > 0 || times.length === 0 || times.includes(undefined)) return '';
  return spoken((Math.max(...times) - healing) / 1000);
}

function expectations({ times, record }) {
  const row = (what, expected, seen) => [
    what,
    `${spoken(expected[0])} to ${spoken(expected[1])}`,
    seen === undefined ? '' : spoken(seen),
    verdict(seen, expected),
  ];
  return [
    row('Time to detect: the alert fires', times.fires, took(record.fired, record.caused)),
    row('Time to detect: the alert is sent', times.sent, took(record.sent, record.caused)),
    row('The alert ends once the cure is complete', times.ends, took(record.ended, record.healed)),
    record.fixedByHand
      ? [
          'Time to recover: somebody fixed it, after the alert was sent',
          '',
          spoken((record.ended - (record.sent ?? record.fired)) / 1000),
          '',
        ]
      : ['Time to recover: from the beginning of the cure until all is fine', '', allFine(record), ''],
  ];
}

function jobs({ sample, before, after: later }) {
  const lines = [];
  if (sample) {
    const left = unfinished(sample);
    const states = Object.entries(sample.byState).map(([state, count]) => `${count} ${state}`);
    lines.push(
      `Of ${sample.accepted} jobs of the game day that were accepted, the API knows ${states.join(', ') || 'none'}.`,
      `**Lost: ${sample.unknown}.** Not ended: ${left}. Started more than once: ${sample.restarted}.`,
    );
  } else lines.push('No job was submitted to follow, because no worker knows a harmless task (see docs/gamedays.md).');
  if (before && later) {
    const states = Object.keys({ ...before, ...later });
    lines.push(
      '',
      table(
        ['state', 'before', 'after'],
        states.map((state) => [state, before[state] ?? 0, later[state] ?? 0]),
      ),
    );
  }
  return lines.join('\n');
}

/** What else is known about that time: from ten minutes before until the end. */
function report({ caused, healing, ended }) {
  const from = new Date(caused - 600_000).toISOString();
  const to = new Date(Math.max(caused, healing ?? 0, ended ?? 0) + 60_000).toISOString();
  return `\`GET /api/v1/incident?from=${from}&to=${to}\` has alerts, deploys, pauses, operations, failures and charts of that time.`;
}

/** Whether all went as expected: passed, stopped, or failed. */
export const outcome = ({ record }) => {
  if (record.aborted) return 'stopped';
  return record.problems.length === 0 ? 'passed' : 'failed';
};

/** The page. `result`: the plan with `record`, `others` of the watch, `sample` and the counts `before` and `after`. */
export function pageText(result) {
  const { fault, action, record, others } = result;
  const day = new Date(record.caused).toISOString().slice(0, 10);
  const besides = [...others].map(([name, { began, ended, sent }]) => [
    name,
    `${after(began, record.caused)} after the fault`,
    ended ? `${after(ended, record.caused)} after the fault` : 'still fires',
    sent ? 'yes' : 'no, held back',
  ]);
  return `# Game day: ${action.title}

${day}, ${fault}: **${outcome(result)}**${record.fixedByHand ? ', fixed by hand' : ''}
${record.problems.map((problem) => `\n- ${problem}`).join('')}

## Plan

${table(['what', 'how'], planRows(result))}

## Expected and seen

${table(['what', 'expected', 'seen', ''], expectations(result))}

## Timeline (UTC)

${table(['time', 'event', ''], timeline(result))}

## Other alerts

${besides.length > 0 ? table(['alert', 'began', 'ended', 'sent to its receiver'], besides) : 'No other alert fired.'}

## Jobs

${jobs(result)}

## Report

${report(record)}

## Notes

Who took part, what they saw first, what was hard to find, what the runbook lacked:

-

## Actions

| action | owner | until |
| --- | --- | --- |
| | | |
`.replace(/\n{3,}/g, '\n\n');
}

/** Writes the page; gives its path. A second page of a day has its time in its name. */
export function writePage(folder, result) {
  mkdirSync(folder, { recursive: true });
  const [day, time] = new Date(result.record.caused).toISOString().split('T');
  const name = `${day}-${result.fault}`;
  const first = join(folder, `${name}.md`);
  const path = existsSync(first) ? join(folder, `${name}-${time.slice(0, 8).replaceAll(':', '')}.md`) : first;
  writeFileSync(path, pageText(result));
  return path;
}
