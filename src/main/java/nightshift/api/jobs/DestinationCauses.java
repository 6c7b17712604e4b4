package nightshift.api.jobs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.api.answer.ExplanationAnswer.Cause;
import nightshift.api.answer.ExplanationAnswer.Kind;
import nightshift.job.JobState;
import nightshift.store.DestinationStatus.Breaker;
import nightshift.store.DestinationStatus.State;
import nightshift.store.JobPlace;
import nightshift.store.JobPlace.DestinationUse;
import nightshift.store.JobPlace.Spot;
import nightshift.task.JobId;
import nightshift.web.Json;

/** Why a job is not running, as far as the breaker and the limits of its destination are the cause. */
final class DestinationCauses {

    private static final double NANOS = 1e9;

    private final JobPlace place;
    private final DestinationUse of;
    private final Optional<Long> ahead;
    private final List<Cause> causes = new ArrayList<>();

    private DestinationCauses(JobPlace place, DestinationUse of) {
        this.place = place;
        this.of = of;
        this.ahead = Optional.of(place.ahead()).filter(n -> place.spot() == Spot.ASIDE_FOR_HOST);
    }

    /** The causes that hold now; none for a job that calls nothing. */
    static List<Cause> of(JobPlace place) {
        return place.ofDestination()
                .map(destination -> new DestinationCauses(place, destination).causes())
                .orElse(List.of());
    }

    private List<Cause> causes() {
        explainBreaker(of.breaker());
        if (place.job().state() == JobState.READY) {
            explainRecovery(of.breaker());
            explainLimits();
        }
        return causes;
    }

    private void explainBreaker(Breaker breaker) {
        boolean isReady = place.job().state() == JobState.READY;
        Instant next = isReady ? place.now() : place.job().stateAt();
        boolean endsBefore =
                breaker.until().filter(until -> !until.isAfter(next)).isPresent();
        if (breaker.state() == State.OPEN && !endsBefore) {
            String end = breaker.until()
                    .map(until -> "A job can call it again at " + Json.time(until) + ".")
                    .orElse("It stays open until somebody closes it.");
            add(
                    Kind.BREAKER_OPEN,
                    "The breaker of the destination " + of.destination() + " has been open" + since(breaker)
                            + why(breaker) + ". " + end + " The job waits for it without using an attempt." + behind(),
                    breaker.until(),
                    List.of());
        } else if (breaker.state() == State.OPEN && isReady && ahead.orElse(0L) > 0) {
            add(
                    Kind.BREAKER_PROBING,
                    "The breaker of the destination " + of.destination() + " has been open" + since(breaker)
                            + why(breaker) + ". One job can call it now, to find out whether it works again."
                            + behind(),
                    Optional.empty(),
                    List.of());
        } else if (breaker.state() == State.HALF_OPEN && isReady) {
            add(
                    Kind.BREAKER_PROBING,
                    "The breaker of the destination " + of.destination() + " is half open: a job has been calling it"
                            + since(breaker) + ", to find out whether it works again. This job waits for that without"
                            + " using an attempt." + behind(),
                    Optional.empty(),
                    breaker.probe().stream().toList());
        }
    }

    private static String since(Breaker breaker) {
        return breaker.since().map(at -> " since " + Json.time(at)).orElse("");
    }

    private static String why(Breaker breaker) {
        return breaker.cause()
                .map(cause -> switch (cause) {
                    case FAILURES -> " because too many calls failed";
                    case UNAVAILABLE -> " because it answered 503";
                    case BUSY -> " because it answered 429";
                    case MANUAL ->
                        breaker.openedBy().map(by -> ", opened by " + by).orElse("");
                })
                .orElse("");
    }

    private void explainRecovery(Breaker breaker) {
        if (ahead.isEmpty()) {
            return;
        }
        breaker.recovery()
                .ifPresent(recovery -> add(
                        Kind.DESTINATION_RECOVERING,
                        "The breaker of the destination " + of.destination() + " has been closed" + since(breaker)
                                + ", and the jobs that waited start at " + perSecond(recovery.interval())
                                + " per second." + behind(),
                        Optional.empty(),
                        List.of()));
    }

    /** With two digits that mean something. */
    private static String perSecond(Duration interval) {
        return new BigDecimal(NANOS / Math.max(1, interval.toNanos()))
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void explainLimits() {
        JobPlace.Use use = of.use();
        of.limits()
                .concurrency()
                .filter(most -> use.running() >= most)
                .ifPresent(most -> add(
                        Kind.DESTINATION_CONCURRENCY,
                        "The destination " + of.destination() + " is at its limit of running jobs (" + use.running()
                                + " of " + most + ")." + behind(),
                        Optional.empty(),
                        use.some()));
        of.limits()
                .rateLimit()
                .filter(rate -> !use.nextIn().isZero())
                .ifPresent(rate -> add(
                        Kind.DESTINATION_RATE,
                        "As many jobs that call the destination " + of.destination()
                                + " have started as its rate allows (" + rate.permits() + " per " + rate.per()
                                + "); the next one can start at "
                                + Json.time(place.now().plus(use.nextIn())) + "." + behind(),
                        Optional.of(place.now().plus(use.nextIn())),
                        List.of()));
    }

    private String behind() {
        return ahead.filter(n -> n > 0)
                .map(n -> " Ahead of this job: " + Explanation.jobs(n) + " of the queue for the same destination.")
                .orElse("");
    }

    private void add(Kind kind, String detail, Optional<Instant> until, List<JobId> holders) {
        causes.add(new Cause(
                kind,
                detail,
                until,
                ahead,
                Optional.of(holders).filter(some -> !some.isEmpty()),
                Optional.of(of.destination().host())));
    }
}
