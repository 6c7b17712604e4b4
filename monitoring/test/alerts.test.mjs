import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alerts, cases, ROOT } from '../rules/files.mjs';
import { branches } from './branches.mjs';

const DASHBOARDS = 'work application queue task deliveries redis objectives workers monitoring'.split(' ');
/** Alerts that report jobs that fail. */
const FAILING =
  'DeadLetterGrowing NewFailureGroup TaskFailing DeliveriesFailing DeliveriesRefused JobSuccessBudgetBurn'.split(' ');
const PLACEHOLDER = /\{\{\s*(.*?)\s*\}\}/g;
const KNOWN_PLACEHOLDER =
  /^(\$value( \| humanize(Percentage|Duration)?)?|\$labels\.\w+|\$externalLabels\.(console|grafana|runbooks)|with \$labels\.\w+|if eq \$labels\.\w+ "\w+"|else|\.|end)$/;

const all = alerts();
const named = all.map((alert) => [`${alert.alert} (${alert.labels.severity})`, alert]);
const names = [...new Set(all.map(({ alert }) => alert))];

/** What the tests expect of alerts: the matchers of the question, the labels of the answers. */
const expectations = cases()
  .flatMap((each) => each.promql_expr_test ?? [])
  .filter(({ expr }) => expr.startsWith('ALERTS{'))
  .map(({ expr, exp_samples }) => ({
    matchers: labelsOf(expr),
    samples: exp_samples.map(({ labels }) => labelsOf(labels)),
  }));

/** The anchor that GitHub gives a heading. */
const anchor = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

const headings = readFileSync(join(ROOT, 'docs/runbooks.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('## '))
  .map((line) => line.slice(3));

describe.each(named)('%s', (_, { alert, labels, annotations }) => {
  test('has a severity that is routed', () => {
    expect(['page', 'ticket', 'info']).toContain(labels.severity);
  });

  test('says in a line what is wrong, without values, and describes it with them', () => {
    expect(annotations.summary).toMatch(/^[A-Z][^{}]*[^.{}]$/);
    expect(annotations.description).toMatch(/\.$/);
    if (alert !== 'Watchdog' && !alert.endsWith('Absent')) {
      expect(annotations.description).toMatch(/\{\{ \$(value|labels)/);
    }
  });

  test('leads to its runbook, to a dashboard and to the console', () => {
    expect(annotations.runbook_url).toBe(`{{ $externalLabels.runbooks }}#${anchor(alert)}`);
    expect(headings).toContain(alert);
    for (const url of branches(annotations.dashboard_url)) {
      const uid = /^\{\{ \$externalLabels\.grafana \}\}\/d\/nightshift-(\w+)(\?var-.*)?$/.exec(url)?.[1];
      expect(DASHBOARDS).toContain(uid);
    }
    expect(annotations.console_url).toMatch(
      /^\{\{ \$externalLabels\.console \}\}\/($|jobs(\?|$)|failures|operations|queues|destinations|schedules|tasks|workers|imports|exports|runbooks|\{\{ \$labels\.kind \}\}s)/,
    );
  });

  test('leads to the causes if jobs fail', () => {
    expect(Boolean(annotations.failures_url)).toBe(FAILING.includes(alert));
    if (annotations.failures_url) {
      expect(annotations.failures_url).toMatch(
        /^\{\{ \$externalLabels\.console \}\}\/failures(\?(queue|task)=[^&]+(&state=DEAD)?)?$/,
      );
    }
  });

  test('uses no other labels than it has', () => {
    const has = firing(alert, labels.severity).flatMap((sample) => Object.keys(sample));
    for (const [, placeholder] of Object.values(annotations).join(' ').matchAll(PLACEHOLDER)) {
      expect(placeholder).toMatch(KNOWN_PLACEHOLDER);
      const label = /\$labels\.(\w+)/.exec(placeholder)?.[1];
      if (label) {
        expect(has).toContain(label);
      }
    }
  });

  test('is tested to fire, and to be silent', () => {
    expect(firing(alert, labels.severity)).not.toEqual([]);
    expect(silent(alert, labels.severity)).not.toEqual([]);
  });
});

/** Sections of the runbooks that belong to no alert. */
const OTHERS = ['After an incident', 'Practice'];

test('every runbook belongs to an alert', () => {
  expect(headings.filter((heading) => !names.includes(heading))).toEqual(OTHERS);
});

test('every alert of a test exists', () => {
  expect(expectations.filter(({ matchers }) => !names.includes(matchers.alertname))).toEqual([]);
});

function labelsOf(series) {
  return Object.fromEntries([...series.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}

const firing = (alert, severity) =>
  expectations
    .flatMap(({ samples }) => samples)
    .filter((labels) => labels.alertname === alert && labels.severity === severity);

const silent = (alert, severity) =>
  expectations.filter(
    ({ matchers, samples }) =>
      matchers.alertname === alert && (matchers.severity ?? severity) === severity && samples.length === 0,
  );
