// The alert of Grafana as it arrives at Alertmanager: expanded as Grafana does it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../rules/files.mjs';

const read = () => parse(readFileSync(join(ROOT, 'grafana/provisioning/alerting/nightshift.yml'), 'utf8'));

/** Environment variables are replaced in labels, and $$ becomes a dollar. */
const expanded = (text, environment) =>
  text
    .split('$$')
    .map((part) => part.replaceAll(/\$\{?(\w+)\}?/g, (_, name) => environment[name] ?? ''))
    .join('$');

/** In annotations nothing is replaced but what is a template. Of these there is one; what else has braces stays, and is seen. */
const rendered = (text, externalUrl) => text.replaceAll(/\{\{ externalURL \}\}/g, externalUrl);

const each = (values, change) => Object.fromEntries(Object.entries(values).map(([name, text]) => [name, change(text)]));

/**
 * Labels and annotations of PrometheusSilent.
 *
 * @param {{console: string, grafana: string}} addresses without a slash at the end
 */
export function silentPrometheus({ console, grafana }) {
  const [{ title, labels, annotations }] = read().groups.flatMap((group) => group.rules);
  return {
    labels: { alertname: title, ...each(labels, (text) => expanded(text, { NIGHTSHIFT_CONSOLE_URL: console })) },
    annotations: each(annotations, (text) => rendered(text, `${grafana}/`)),
  };
}
