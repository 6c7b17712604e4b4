package nightshift.api.files;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import nightshift.api.answer.BulkState;
import nightshift.store.ChangeResult;
import nightshift.store.JobIntake;
import nightshift.task.JobId;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/**
 * Finds, stops and restarts work that a job of the same id does. All kinds of work answer in the same way.
 *
 * @param kind   the word for it in messages, such as {@code import}
 * @param off    why this server does no such work; empty if it does
 * @param find   the work of a job
 * @param intake stops and restarts the job
 */
record LongWork<T>(String kind, Supplier<Optional<String>> off, Function<JobId, Optional<T>> find, JobIntake intake) {

    /** @throws ProblemException with 503 if this server does no such work */
    void requireOn() {
        off.get().ifPresent(why -> {
            throw Problem.unavailable(why).exception();
        });
    }

    /** @throws ProblemException with 404 if there is none with this id */
    T find(String id) {
        return JobId.parse(id)
                .flatMap(find)
                .orElseThrow(() -> Problem.notFound(kind).exception());
    }

    /**
     * Stops the work.
     *
     * @throws ProblemException with 404 if there is none with this id, or with 409 if it has ended
     */
    T stop(String id) {
        find(id);
        return changed(id, intake::cancel, "be stopped");
    }

    /**
     * Restarts the work where it stopped.
     *
     * @throws ProblemException with 404 if there is none with this id, with 503 if this server does no such work, or
     *                          with 409 if it has not stopped
     */
    T restart(String id) {
        find(id);
        requireOn();
        return changed(id, intake::retry, "be restarted");
    }

    private T changed(String id, Function<JobId, ChangeResult> change, String what) {
        ChangeResult result = change.apply(JobId.parse(id).orElseThrow());
        if (result instanceof ChangeResult.Refused refused) {
            BulkState state = BulkState.of(refused.state());
            throw Problem.conflict(state.name(), "An " + kind + " that is " + state + " cannot " + what + ".")
                    .exception();
        }
        return find(id);
    }
}
