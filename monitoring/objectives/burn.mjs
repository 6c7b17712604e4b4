/**
 * When burning the budget raises an alarm. The budget is what may fail in 30 days; a burn rate of 1 uses it up in exactly
 * that time. `factor` is the burn rate that alarms, over a long window, so that it matters, and a short one, so that it
 * continues: 14.4 for 1 h is 2 % of the budget, 6 for 6 h 5 %, 3 for 1 d and 1 for 3 d 10 %.
 * Where much may fail, such a rate could never be reached: a share of failures of `most` alarms in any case.
 */
export const STEPS = [
  { severity: 'page', long: '1h', short: '5m', factor: 14.4, most: 0.5 },
  { severity: 'page', long: '6h', short: '30m', factor: 6, most: 0.35 },
  { severity: 'ticket', long: '1d', short: '2h', factor: 3, most: 0.25 },
  { severity: 'ticket', long: '3d', short: '6h', factor: 1, most: 0.15 },
];

/** With fewer events in its long window a share says little. */
export const LEAST_EVENTS = 20;

/** So many of them must have failed, by severity: where little happens a single failure is a large share. */
export const LEAST_ERRORS = { page: 5, ticket: 3 };

/**
 * Windows in which it shows that a fault is over, each with the longer one that it is compared with. An alarm's own windows
 * still look bad for a while after the end, and a page about what is over helps nobody.
 */
export const RECENT = [
  { window: '1m', seconds: 60, before: '5m' },
  { window: '5m', seconds: 300, before: '30m' },
];

/** It is over when the share of failures is less than this part of that before, and below the threshold of the alarm. */
export const RECOVERED_SHARE = 0.25;

/** The window must have had enough events: at the share before, at least this many of them would have failed. */
export const EXPECTED_ERRORS = 3;

/** It is over as well when nothing has failed for this long and the five minutes that each recorded rate looks back. */
export const QUIET = '5m';
