// What is going to happen, in words.

/** A time as people say it: 45 s, 2 min 30 s. */
export function spoken(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return rest === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${rest} s`;
}

const range = ([least, most]) => (least === most ? spoken(most) : `${spoken(least)} to ${spoken(most)}`);

/** Rows of the plan: [what, how]. */
export function planRows({ fault, action, times, urls, hold }) {
  const { title, users, alert, severity } = action;
  return [
    ['Fault', `${title} (${fault})`],
    ['Where', urls.nightshift],
    ['What is done', action.does],
    ['Users notice', users],
    ['Alert', `${alert} (${severity}), to the receiver ${times.receiver} of Alertmanager`],
    [
      'Fires after',
      `${range(times.fires)}: a wait of ${spoken(times.wait)}, scrapes every ${spoken(times.scrape)}, \
evaluations every ${spoken(times.interval)}`,
    ],
    ['Sent after', `${range(times.sent)}: Alertmanager waits for ${spoken(times.groupWait)}`],
    ...(hold ? [['Kept', `${spoken(hold)} after that, or until somebody fixes it`]] : []),
    ['Undone by', action.undo],
    ['Alert ends', `at most ${spoken(times.ends[1])} after that`],
    ['By hand', `if this program is killed: ${action.byHand}`],
  ];
}

/** The plan for a terminal. */
export const planText = (plan) =>
  planRows(plan)
    .map(([what, how]) => `  ${`${what}:`.padEnd(14)}${how}`)
    .join('\n');
