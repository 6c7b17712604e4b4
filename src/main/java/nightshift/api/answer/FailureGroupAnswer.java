package nightshift.api.answer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.failure.Common;
import nightshift.failure.Comparison;
import nightshift.failure.Trait;
import nightshift.job.Destination;
import nightshift.job.FailureCause;
import nightshift.job.Fingerprint;
import nightshift.store.FailureGroup;
import nightshift.task.JobId;
import nightshift.task.QueueName;
import nightshift.task.TaskName;

/** A failure group. */
@Doc("""
        Jobs that failed because of the same cause. A job belongs to the group of its latest failure until it succeeds, is canceled, or \
        is sent again by a person.""")
public record FailureGroupAnswer(
        @Doc(
                value = "The id of the group. It is the same wherever and whenever the cause occurs.",
                schema = "{pattern: '^[0-9a-f]{16}$'}")
        Fingerprint fingerprint,

        @Doc(value = "The cause in one line, for people to read.", schema = "{maxLength: 160}")
        String title,

        @Doc("""
                The task that failed. Missing in the one group that takes the failures of all tasks when there are too many groups.""") Optional<TaskName> task,

        @Doc("""
                The kind of failure: the class name of an exception, or a word such as `http-status`. `other` stands for the causes \
                of a task for which there was no room.""") String type,

        @Doc(
                value = "The message of the failure, with placeholders such as `<id>` and `<n>` where messages differ.",
                schema = "{maxLength: 300}")
        String message,

        @Doc("""
                The method of the task in which it failed, as `package.Class.method`. Missing if no exception shows it.""") Optional<String> frame,

        @Doc("The HTTP status that the destination answered. Missing for other failures.")
        Optional<Integer> httpStatus,

        @Doc("The destination that was called. Missing for other tasks than `http.request`.")
        Optional<String> host,

        @Doc(value = "The number of jobs in the group.", schema = "{minimum: 0}")
        long count,

        @Doc(value = "The number of these jobs that are `DEAD`.", schema = "{minimum: 0}")
        long dead,

        @Doc(value = "The number of these jobs that are to be tried again, or run again now.", schema = "{minimum: 0}")
        long retrying,

        @Doc("""
                The queues of these jobs, the one with the most jobs first. At most 20.""") List<InQueue> queues,

        @Doc(value = "The number of attempts that have failed since the group began.", schema = "{minimum: 0}")
        long failures,

        @Doc("When the group began.") Instant firstSeen,

        @Doc("When an attempt failed last.") Instant lastSeen,

        @Doc(
                value =
                        "The number of attempts that failed in each of the latest 24 hours of the clock, the oldest first and the current hour last.",
                schema = "{minItems: 24, maxItems: 24}")
        List<Long> perHour,

        @Doc("The newest job of the group, a `DEAD` one if there is one. Missing if the group has no jobs.")
        Optional<JobId> sampleJob,

        @Doc("Who muted the group, and until when. Missing if it is not muted.")
        Optional<Muted> muted,

        @Doc("What the jobs of the group have in common. Only the answer for one group has it.")
        Optional<InCommon> common) {

    private static final int QUEUES_MOST = 20;

    /** Jobs of a group in one queue. */
    @Doc("The jobs of a failure group in one queue.")
    public record InQueue(
            @Doc("The queue.") QueueName queue,

            @Doc(value = "The number of jobs.", schema = "{minimum: 1}")
            long count) {}

    /** How a group is muted. */
    @Doc("How a failure group is muted.")
    public record Muted(
            @Doc(value = "Why the group is muted.", schema = "{maxLength: 200}")
            String reason,

            @Doc("When it ends by itself.") Instant until,
            @Doc("When it began.") Instant since,

            @Doc("Who muted the group: a user name, or the name of an API key.")
            String by) {}

    /** What jobs have in common. */
    @Doc("""
            What some jobs of a failure group have in common, compared with jobs of the same task that were submitted in the same time \
            and have succeeded.""")
    public record InCommon(
            @Doc("The traits that stand out, the most telling first. Empty if nothing stands out. At most 5.")
            List<StandsOut> items,

            @Doc(value = "The number of jobs of the group that were compared.", schema = "{minimum: 0}")
            int failed,

            @Doc(value = "The number of jobs that succeeded and were compared.", schema = "{minimum: 0}")
            int succeeded) {}

    /** A trait that stands out. */
    @Doc("A trait that is much more frequent among the jobs that failed than among those that succeeded.")
    public record StandsOut(
            @Doc("The trait that stands out.") Having trait,

            @Doc(value = "The share of the jobs that failed which have the trait.", schema = "{minimum: 0, maximum: 1}")
            double share,

            @Doc(
                    value = "The share of the jobs that succeeded which have the trait.",
                    schema = "{minimum: 0, maximum: 1}")
            double successShare,

            @Doc(
                    value = "How many times more frequent the trait is among the jobs that failed.",
                    schema = "{minimum: 1}")
            double lift,

            @Doc("Other traits that almost the same jobs have.")
            List<Having> also) {

        private static StandsOut of(Common common) {
            return new StandsOut(
                    Having.of(common.trait()),
                    rounded(common.share()),
                    rounded(common.successShare()),
                    rounded(common.lift()),
                    common.also().stream().map(Having::of).toList());
        }

        private static double rounded(double value) {
            return Math.round(value * 1_000) / 1_000.0;
        }
    }

    /** A trait. */
    @Doc("Something that some jobs have and others have not.")
    public record Having(
            @Doc("""
                    What it is. `ARG`: a field of the args has this value. `MISSING_ARG`: the args lack a field that other jobs have. \
                    `TAG`, `KEY`: the job has this tag or key. `HOST`: it calls this host. `WORKER`, `SERVER`, `VERSION`: this \
                    worker, this machine or this version ran its latest attempt. `HOUR`: it was submitted in this hour.""") Trait.Kind kind,

            @Doc("""
                    The field of the args as a JSON Pointer, in which `*` stands for any element of an array. Missing for other \
                    kinds.""") Optional<String> name,

            @Doc("The value. Missing for `MISSING_ARG`.") Optional<String> value) {

        private static Having of(Trait trait) {
            boolean ofArgs = trait.kind() == Trait.Kind.ARG || trait.kind() == Trait.Kind.MISSING_ARG;
            return new Having(
                    trait.kind(),
                    ofArgs ? Optional.of(trait.name()) : Optional.empty(),
                    trait.kind() == Trait.Kind.MISSING_ARG ? Optional.empty() : Optional.of(trait.value()));
        }
    }

    /** The answer for this group, without what its jobs have in common. */
    public static FailureGroupAnswer of(FailureGroup group) {
        return of(group, Optional.empty());
    }

    /** The answer for this group, with what its jobs have in common. */
    public static FailureGroupAnswer of(FailureGroup group, Comparison comparison) {
        return of(
                group,
                Optional.of(new InCommon(
                        comparison.common().stream().map(StandsOut::of).toList(),
                        comparison.failed(),
                        comparison.succeeded())));
    }

    private static FailureGroupAnswer of(FailureGroup group, Optional<InCommon> common) {
        FailureCause cause = group.cause();
        return new FailureGroupAnswer(
                cause.fingerprint(),
                cause.title(),
                cause.task(),
                cause.type(),
                cause.message(),
                Optional.of(cause.frame()).filter(frame -> !frame.isEmpty()),
                cause.httpStatus(),
                cause.host().map(Destination::host),
                group.jobs(),
                group.dead(),
                group.retrying(),
                queues(group.queues()),
                group.failures(),
                group.firstSeen(),
                group.lastSeen(),
                group.perHour(),
                group.sample(),
                group.mute().map(mute -> new Muted(mute.reason(), mute.until(), mute.since(), mute.by())),
                common);
    }

    private static List<InQueue> queues(Map<QueueName, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> new InQueue(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(InQueue::count)
                        .reversed()
                        .thenComparing(each -> each.queue().value()))
                .limit(QUEUES_MOST)
                .toList();
    }
}
