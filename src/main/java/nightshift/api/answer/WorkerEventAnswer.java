package nightshift.api.answer;

import nightshift.job.WorkerInfo;

/** The data of the event {@code worker}. */
@Doc("The data of the event `worker`: a worker came or went.")
public record WorkerEventAnswer(String id, WorkerInfo.State state) {}
