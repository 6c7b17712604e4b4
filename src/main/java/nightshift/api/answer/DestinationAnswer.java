package nightshift.api.answer;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.limit.DestinationLimits;
import nightshift.store.DestinationStatus;

/** A destination. */
@Doc("A destination: a host that jobs of `http.request` call, with its circuit breaker and its limits.")
public record DestinationAnswer(
        @Doc(value = """
                The name or address in lower case, followed by a colon and the port unless that is 80 for `http` or 443 for \
                `https`. IPv6 addresses are in brackets.""", schema = "{maxLength: 260}") String host,

        @Doc("""
                The state of the circuit breaker. `CLOSED`: jobs call the destination. `OPEN`: no job calls it, and those that \
                want to wait. `HALF_OPEN`: one job calls it to find out whether the destination works again.""") DestinationStatus.State state,

        @Doc("""
                Since when the breaker has had its state. Missing if it never opened, or has been closed for long.""") Optional<Instant> since,

        @Doc("""
                The time from which a job calls the destination to find out whether it works again. Missing if the breaker is \
                not open, or stays open until somebody closes it.""") Optional<Instant> until,

        @Doc("""
                Why the breaker opened. `FAILURES`: too many calls failed. `UNAVAILABLE`: the destination answered 503. `BUSY`: it \
                answered 429. `MANUAL`: somebody opened it. Missing if the breaker is closed.""") Optional<DestinationStatus.Cause> cause,

        @Doc("""
                Who opened the breaker: a user name, or the name of an API key. Missing if nobody did.""") Optional<String> openedBy,

        @Doc(
                value = "The number of ready jobs that wait for the breaker or for the limits of the destination.",
                schema = "{minimum: 0}")
        long waiting,

        @Doc(value = "The number of calls of about the last minute.", schema = "{minimum: 0}")
        long calls,

        @Doc(value = "The number of these calls that failed.", schema = "{minimum: 0}")
        long failures,

        @Doc("When the latest call ended. Missing if there was none.")
        Optional<Instant> lastCallAt,

        @Doc("""
                How fast the jobs start that waited for the breaker. Missing unless it has closed recently.""") Optional<Recovery> recovery,

        @Doc("""
                The highest number of jobs that call the destination at the same time, from all queues and on all servers. \
                Missing if there is no limit.""") Optional<Integer> concurrency,

        @Doc("""
                How fast jobs that call the destination start at most, on all servers together. Missing if there is no limit.""") Optional<QueueAnswer.Rate> rateLimit,

        @Doc(
                value = "The number of jobs that call the destination now. Missing if there is no limit for it.",
                schema = "{minimum: 0}")
        Optional<Long> running,

        @Doc("""
                Where each limit comes from, by its JSON Pointer: `API` if it was set for this destination, `SETTINGS` if it is \
                the one that the servers have for all destinations. Missing if there are no limits.""") Optional<Map<String, Source>> sources) {

    /** Where a limit comes from. */
    public enum Source {
        /** It was set for this destination. */
        API,
        /** The servers have it for all destinations. */
        SETTINGS
    }

    /** How fast jobs start that waited for a destination. */
    @Doc("How fast jobs start that waited for the breaker.")
    public record Recovery(
            @Doc("The number of jobs per second that start.")
            double permitsPerSecond,

            @Doc("When the rate doubles, if jobs still wait then.")
            Instant until) {

        private static Recovery of(DestinationStatus.Recovery recovery) {
            return new Recovery(1e9 / Math.max(1, recovery.interval().toNanos()), recovery.until());
        }
    }

    /** The answer for this destination. */
    public static DestinationAnswer of(DestinationStatus status) {
        DestinationStatus.Breaker breaker = status.breaker();
        return new DestinationAnswer(
                status.destination().host(),
                breaker.state(),
                breaker.since(),
                breaker.until(),
                breaker.cause(),
                breaker.openedBy(),
                status.waiting(),
                status.calls(),
                status.failures(),
                status.lastCall(),
                breaker.recovery().map(Recovery::of),
                status.limits().concurrency(),
                status.limits().rateLimit().map(rate -> new QueueAnswer.Rate(rate.permits(), rate.per())),
                status.running(),
                sources(status.own(), status.limits()));
    }

    private static Optional<Map<String, Source>> sources(DestinationLimits own, DestinationLimits limits) {
        Map<String, Source> sources = new TreeMap<>();
        limits.concurrency().ifPresent(most -> sources.put("/concurrency", source(own.concurrency())));
        limits.rateLimit().ifPresent(rate -> sources.put("/rateLimit", source(own.rateLimit())));
        return Optional.of(sources).filter(any -> !any.isEmpty());
    }

    private static Source source(Optional<?> own) {
        return own.isPresent() ? Source.API : Source.SETTINGS;
    }
}
