package nightshift.api.answer;

import nightshift.job.JobState;

/** Jobs in a state. */
@Doc("How many jobs are in a state.")
record JobsInState(
        @Doc("The state.") JobState state,
        @Doc("The number of jobs.") long count) {}
