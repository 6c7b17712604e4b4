// The PromQL of rules, taken apart for the proof.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';

const COMPARISONS = new Set(['Gtr', 'Gte', 'Lss', 'Lte', 'Eql', 'EqlC', 'Neq']);
const SETS = new Set(['And', 'Or', 'Unless']);
const LITERALS = new Set(['NumberDurationLiteral', 'UnaryExpr', 'StringLiteral']);

const children = (node) => {
  const all = [];
  for (let child = node.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
};

/**
 * The parts of an alert's expression that must answer with data in good times as well: comparisons and set operations are
 * taken off, absent(x) becomes x.
 */
export function operands(expression) {
  const found = [];
  const visit = (node) => {
    const parts = children(node);
    if (['PromQL', 'ParenExpr'].includes(node.name)) return parts.forEach(visit);
    if (node.name === 'BinaryExpr') {
      const operator = parts.find(({ name }) => COMPARISONS.has(name) || SETS.has(name));
      const asNumber = parts.some(({ name }) => name === 'BoolModifier');
      if (operator && !asNumber)
        return [parts[0], parts.at(-1)].filter(({ name }) => !LITERALS.has(name)).forEach(visit);
    }
    if (node.name === 'FunctionCall' && parts[0].firstChild?.name === 'Absent')
      return children(parts[1]).forEach(visit);
    found.push(expression.slice(node.from, node.to));
  };
  visit(parser.parse(expression).topNode);
  return found;
}

/** Names of the metrics that an expression reads. */
export function metricNames(expression) {
  const names = new Set();
  parser.parse(expression).iterate({
    enter: ({ node }) => {
      if (node.name !== 'VectorSelector') return;
      const name = node.getChild('Identifier');
      if (name) names.add(expression.slice(name.from, name.to));
    },
  });
  return [...names];
}

/** Every rule: {file, kind: 'record' | 'alert', name, expr, wait}. */
export const rulesIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .flatMap((file) =>
      parse(readFileSync(join(folder, file), 'utf8')).groups.flatMap(({ rules }) =>
        rules.map(({ record, alert, expr, for: wait = '0s' }) => ({
          file,
          kind: record ? 'record' : 'alert',
          name: record ?? alert,
          expr: String(expr),
          wait,
        })),
      ),
    );
