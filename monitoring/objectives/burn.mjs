/**
 * When burning the budget raises an alert. The budget is the share that may fail in 30 days. A burn rate of 1 uses it up in
 * exactly that time. `factor` is the burn rate that alerts. It must hold in a long window, which shows that it matters, and in
 * a short one, which shows that it continues: 14.4 for 1 h is 2 % of the budget, 6 for 6 h is 5 %, 3 for 1 d and 1 for 3 d
 * are 10 %. If many events may fail, that rate can never be reached, so a share of failures of `most` always
 * alerts.
 */
export const STEPS = [
  { severity: 'page', long: '1h', short: '5m', factor: 14.4, most: 0.5 },
  { severity: 'page', long: '6h', short: '30m', factor: 6, most: 0.35 },
  { severity: 'ticket', long: '1d', short: '2h', factor: 3, most: 0.25 },
  { severity: 'ticket', long: '3d', short: '6h', factor: 1, most: 0.15 },
];

/** With fewer events in its long window, a share says little. */
export const LEAST_EVENTS = 20;

/** How many of them must have failed, by severity. With few events, a single failure is a large share. */
export const LEAST_ERRORS = { page: 5, ticket: 3 };

/**
 * Windows that show that a fault is over, each with the longer one that it is compared with. The alert's own windows still
 * look bad for a while after the end, and a page about a past fault helps nobody.
 */
export const RECENT = [
  { window: '1m', seconds: 60, before: '5m' },
  { window: '5m', seconds: 300, before: '30m' },
];

/** A fault is over when the share of failures falls below this part of the share before, and below the alert's threshold. */
export const RECOVERED_SHARE = 0.25;

/** The window must have enough events: at the share before, at least this many would have failed. */
export const EXPECTED_ERRORS = 3;

/** A fault is also over when nothing has failed for this long, plus the five minutes of each recorded rate. */
export const QUIET = '5m';
