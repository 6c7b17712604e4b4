package nightshift.api.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nightshift.store.StoreHealth;
import nightshift.store.StoreLoss;
import nightshift.store.StoreState;

/** How Redis is: the event {@code status}, and a part of the status. */
@Doc("How Redis is. The data of the event `status`.")
public record StoreAnswer(
        Redis redis,
        @Doc("What does not work as it should.") List<Degraded> degraded) {

    /** Redis. */
    public record Redis(
            @Doc("Only `UP` means that Redis works fully. Treat a state that you do not know as `AWAY`.")
            StoreState state,

            @Doc("Since when it is so.") Instant since,
            @Doc("Missing until Redis answered once.") Optional<String> version,
            @Doc("What is wrong.") Optional<String> detail,

            @Doc("The last time within a day that Redis was found to have lost data.")
            Optional<Loss> loss) {}

    /** A loss of data. */
    public record Loss(
            StoreLoss.Kind kind,
            @Doc("When a server noticed it.") Instant at,
            String detail) {}

    /** A part that does not work as it should. */
    public record Degraded(
            @Doc(schema = "{examples: [redis, redis-data]}") String what, Instant since, String detail) {}

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
