// What the proof lets pass, each with its reason. An entry that is not needed any more fails there.

/** Alerts that may fire in a quiet time. */
export const MAY_FIRE = {
  Watchdog: 'always fires, so that its absence tells that alerting is broken',
};

/** Parts of expressions that need not answer with data. */
export const MAY_BE_EMPTY = {};

/** Metrics that rules and dashboards ask for and that do not exist here. */
export const MAY_BE_MISSING = {};
