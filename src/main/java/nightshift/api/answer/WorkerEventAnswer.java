package nightshift.api.answer;

import nightshift.job.WorkerInfo;

/** The data of the event {@code worker}. */
@Doc("The data of the event `worker`: a worker changed its state.")
public record WorkerEventAnswer(
        @Doc("The id of the worker.") String id,
        @Doc("The state of the worker after the change.") WorkerInfo.State state) {}
