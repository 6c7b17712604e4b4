const QUEUE = '{{ $labels.queue }}';
const SHARE = '{{ $value | humanizePercentage }}';

/** How the alert of an objective is called, what it says, and which page of the console it leads to. */
export const WORDING = {
  'job-success': {
    alert: 'JobSuccessBudgetBurn',
    summary: 'Jobs of a queue end dead or expired more often than allowed',
    description: `${SHARE} of the jobs that ended in queue ${QUEUE} were dead or expired.`,
    console: `/jobs?queue=${QUEUE}&state=DEAD,EXPIRED`,
  },
  'job-start': {
    alert: 'JobStartBudgetBurn',
    summary: 'Jobs of a queue start too late more often than allowed',
    description: `${SHARE} of the jobs that started in queue ${QUEUE} had been ready for longer than its objective says.`,
    console: `/queues/${QUEUE}`,
  },
  'api-availability': {
    alert: 'ApiAvailabilityBudgetBurn',
    summary: 'The API answers with 5xx or 429 more often than allowed',
    description: `${SHARE} of the requests to the API were answered with 5xx or 429.`,
    console: '/',
  },
  'api-latency': {
    alert: 'ApiLatencyBudgetBurn',
    summary: 'The API answers slowly more often than allowed',
    description: `${SHARE} of the requests to the API took longer than its objective says.`,
    console: '/',
  },
};
