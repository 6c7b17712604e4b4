package nightshift.api.answer;

import nightshift.task.JobId;

/** A run that somebody asked for. */
@Doc("A run that was asked for.")
public record ManualRunAnswer(@Doc("The job of the run.") JobId job) {}
