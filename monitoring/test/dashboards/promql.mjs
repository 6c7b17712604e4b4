// Reads just enough of PromQL to check names and forms; Prometheus itself parses it elsewhere.

const WORDS = new Set(
  'by without on ignoring group_left group_right bool and or unless offset sum max min avg count group topk'.split(' '),
);

const withoutStrings = (expr) => expr.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');

/** Names of the series that an expression reads. */
export function metrics(expr) {
  const bare = withoutStrings(expr)
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right) ?\([^)]*\)/g, ' ')
    .replaceAll(/\{[^}]*\}/g, ' ')
    .replaceAll(/\[[^\]]*\]/g, ' ');
  const names = [...bare.matchAll(/(?<![\w:.$])[a-zA-Z_:][\w:]*(?![\w:]| ?\()/g)].map(([name]) => name);
  return [...new Set(names.filter((name) => !WORDS.has(name)))];
}

/** The matchers of each selector, as texts between braces. */
export const selectors = (expr) => [...expr.matchAll(/\{([^}]*)\}/g)].map(([, matchers]) => matchers);

/** The name of a histogram without what is added to it for buckets, sum and count. */
export const family = (name) => name.replace(/_(bucket|sum|count)$/, '');
