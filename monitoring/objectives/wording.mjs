const QUEUE = '{{ $labels.queue }}';
const SHARE = '{{ $value | humanizePercentage }}';

/** The name and texts of each objective's alert, and the page of the console that it links to. */
export const WORDING = {
  'job-success': {
    alert: 'JobSuccessBudgetBurn',
    summary: 'Jobs of a queue end dead or expired more often than its objective allows',
    description: `${SHARE} of the jobs that ended in queue ${QUEUE} were dead or expired.`,
    console: `/jobs?queue=${QUEUE}&state=DEAD,EXPIRED`,
    failures: `/failures?queue=${QUEUE}`,
  },
  'job-start': {
    alert: 'JobStartBudgetBurn',
    summary: 'Jobs of a queue start late more often than its objective allows',
    description: `${SHARE} of the jobs that started in queue ${QUEUE} had waited longer than its objective allows.`,
    console: `/queues/${QUEUE}`,
  },
  'api-availability': {
    alert: 'ApiAvailabilityBudgetBurn',
    summary: 'The API answers with 5xx or 429 more often than its objective allows',
    description: `${SHARE} of the requests to the API got 5xx or 429.`,
    console: '/',
  },
  'api-latency': {
    alert: 'ApiLatencyBudgetBurn',
    summary: 'The API is slow more often than its objective allows',
    description: `${SHARE} of the requests to the API took longer than its objective allows.`,
    console: '/',
  },
  'schedule-start': {
    alert: 'ScheduleStartBudgetBurn',
    summary: 'Runs of schedules are fired late more often than their objective allows',
    description: `${SHARE} of the runs of schedules were fired later than their objective allows, or left out.`,
    console: '/schedules',
  },
};
