package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightshift.job.JobState;
import nightshift.task.JobId;

/** Why a job is not running. */
@Doc("Why a job is not running.")
public record ExplanationAnswer(
        @Doc("The id of the job.") JobId jobId,

        @Doc("Where the job stands.") JobState state,

        @Doc("""
                What keeps the job from running, the most decisive cause first. Empty if nothing does: the job is about to \
                start.""") List<Cause> causes) {

    /** A cause. */
    @Doc("Something that keeps a job from running.")
    public record Cause(
            @Doc("""
                What it is. `SCHEDULED`: the time of the job has not come. `RETRYING`: an attempt failed, and the next one comes \
                later. `BLOCKED`: another job has to end first. `QUEUE_PAUSED`: its queue is paused. `NO_WORKER`: no live worker \
                knows its task. `KEY_CONCURRENCY`, `KEY_RATE`: its key is at a limit of the queue. `QUEUE_CONCURRENCY`, \
                `QUEUE_RATE`: its queue is at a limit. `BREAKER_OPEN`: the breaker of the host that it calls is open. \
                `BREAKER_PROBING`: another job finds out whether that host works again. `DESTINATION_RECOVERING`: that host works \
                again, and the jobs that waited start one after another. `DESTINATION_CONCURRENCY`, `DESTINATION_RATE`: that host \
                is at a limit. `BULK_SLOTS_BUSY`: no worker has a slot for more bulk work. `SLOTS_BUSY`: \
                all slots of the workers that know its task are busy. `FAIR_TURN`: other keys have their turn, or other jobs of \
                its key are first. `AHEAD`: other jobs of the queue are first. `STORE_REFUSES`: Redis refuses writes. `RUNNING`: \
                it runs. `ENDED`: it has ended. Treat a cause that you do not know by its `detail`.""") Kind cause,

            @Doc("The cause in a sentence, with its names and numbers, for people to read.")
            String detail,

            @Doc("When the cause ends by itself. Missing if nobody can know.")
            Optional<Instant> until,

            @Doc(value = """
                The number of jobs that come first: of the queue for `AHEAD`, else of the same key, or that wait for the same \
                thing. If it is 10,000 or more, there can be others. Missing for causes without an order.""", schema = "{minimum: 0}") Optional<Long> ahead,

            @Doc(value = """
                The jobs to wait for: some of those that use up the limit, or the job that has the unique key. Missing for other \
                causes.""", schema = "{maxItems: 10}") Optional<List<JobId>> holders,

            @Doc(
                    value =
                            "The host that the job calls, as `GET /destinations/{host}` has it. Missing for causes that are not about it.",
                    schema = "{maxLength: 260}")
            Optional<String> destination) {}

    /** What keeps a job from running. */
    public enum Kind {
        /** Its time has not come. */
        SCHEDULED,
        /** An attempt failed, and the next one comes later. */
        RETRYING,
        /** Another job has to end first. */
        BLOCKED,
        /** Its queue is paused. */
        QUEUE_PAUSED,
        /** No live worker knows its task. */
        NO_WORKER,
        /** As many jobs of its key run as may. */
        KEY_CONCURRENCY,
        /** As many jobs of its key have started as its rate allows. */
        KEY_RATE,
        /** As many jobs of its queue run as may. */
        QUEUE_CONCURRENCY,
        /** As many jobs of its queue have started as its rate allows. */
        QUEUE_RATE,
        /** No job calls its destination, because that failed or a person wants it so. */
        BREAKER_OPEN,
        /** Another job finds out whether its destination works again. */
        BREAKER_PROBING,
        /** Its destination works again, and the jobs that waited start over some time. */
        DESTINATION_RECOVERING,
        /** As many jobs call its destination as may. */
        DESTINATION_CONCURRENCY,
        /** As many jobs that call its destination have started as the rate allows. */
        DESTINATION_RATE,
        /** No worker has a slot for more bulk work. */
        BULK_SLOTS_BUSY,
        /** All slots of the workers that know its task are busy. */
        SLOTS_BUSY,
        /** The keys of its queue take turns, and its own has not come. */
        FAIR_TURN,
        /** Other jobs of its queue are first. */
        AHEAD,
        /** The store refuses writes. */
        STORE_REFUSES,
        /** It runs. */
        RUNNING,
        /** It has ended. */
        ENDED
    }
}
