package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.store.StoreHealth;
import nightshift.store.StoreLoss;
import nightshift.store.StoreState;

/** How Redis is: the event {@code status}, and a part of the status. */
@Doc("How Redis is doing. This is also the data of the event `status`.")
public record StoreAnswer(
        @Doc("How Redis is doing, as this server last saw it.")
        Redis redis,

        @Doc("What does not work as it should. Empty if all is well.")
        List<Degraded> degraded) {

    /** Redis. */
    @Doc("How Redis is doing, as this server last saw it.")
    public record Redis(
            @Doc("""
                The state of Redis. Only `UP` means that everything works. `REFUSES_WRITES` means \
                that it answers but stores nothing, `LOADING` that it reads its data after a \
                restart, `AWAY` that it cannot be reached, and `HUNG` that it does not answer in \
                time. Treat a state that you do not know as `AWAY`.""") StoreState state,
            @Doc("When Redis came into this state.") Instant since,

            @Doc("The version of Redis. Missing until Redis has answered once.")
            Optional<String> version,

            @Doc("What is wrong. Missing if nothing is.") Optional<String> detail,

            @Doc("The latest loss of data that a server noticed. Missing if it is more than a day ago.")
            Optional<Loss> loss) {}

    /** A loss of data. */
    @Doc("A loss of data.")
    public record Loss(
            @Doc("""
                What happened: Redis came back empty (`EMPTIED`), is another one \
                (`REPLACED`), has an earlier state (`WENT_BACK`), or skipped parts of \
                its log when it started (`SCRIPTS_LOST`).""") StoreLoss.Kind kind,
            @Doc("When a server noticed it.") Instant at,
            @Doc("What happened, for people to read.") String detail) {}

    /** A part that does not work as it should. */
    @Doc("Something that does not work as it should.")
    public record Degraded(
            @Doc(value = """
                The part that is degraded: `redis` if Redis is not `UP`, and `redis-data` if Redis lost data \
                within the last day.""", schema = "{examples: [redis, redis-data]}")
            String what,

            @Doc("Since when it is degraded.") Instant since,
            @Doc("What is wrong, for people to read.") String detail) {}

    /** The answer for this state of Redis. */
    public static StoreAnswer of(StoreHealth.Status status) {
        Optional<Loss> loss = status.loss()
                .map(lost -> new Loss(lost.kind(), lost.at(), lost.kind().text()));
        Redis redis = new Redis(
                status.state(),
                status.since(),
                Optional.of(status.version()).filter(version -> !version.isEmpty()),
                status.detail(),
                loss);
        Stream<Degraded> trouble = status.up()
                ? Stream.empty()
                : Stream.of(new Degraded(
                        "redis",
                        status.since(),
                        status.detail().orElse(status.state().name())));
        return new StoreAnswer(
                redis,
                Stream.concat(trouble, loss.stream().map(lost -> new Degraded("redis-data", lost.at(), lost.detail())))
                        .toList());
    }
}
