package nightshift.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;
import nightshift.job.Event;
import nightshift.schedule.Firing;
import nightshift.schedule.Run;
import nightshift.schedule.ScheduleListener;
import nightshift.schedule.ScheduleListener.Missed;
import nightshift.store.EventFeed;
import nightshift.store.ScheduleTurns;
import nightshift.store.ScheduleTurns.Due;
import nightshift.store.ScheduleTurns.Fired;
import nightshift.store.ScheduleTurns.How;
import nightshift.store.ScheduleTurns.Order;
import nightshift.store.ScheduleTurns.RunResult;
import nightshift.store.ScheduleTurns.Turn;

/**
 * Fires schedules. Every scheduler does it, and the store sees to it that each run is fired once. Between turns it waits until the next
 * one, or until it hears that another one comes sooner.
 */
public final class Firer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Firer.class.getName());
    /** How late the turns of a server that dies with them are taken by another. */
    private static final Duration RESERVED = Duration.ofSeconds(2);

    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final ScheduleTurns turns;
    private final EventFeed events;
    private final ScheduleListener listener;
    private final Loop loop = new Loop("firer", this::runOnce);
    private EventFeed.Subscription subscription;

    public Firer(ScheduleTurns turns, EventFeed events, ScheduleListener listener) {
        this.turns = turns;
        this.events = events;
        this.listener = listener;
    }

    /** Starts firing. */
    public void start(ThreadFactory threads) {
        subscription = events.subscribe(this::hear);
        loop.start(threads);
    }

    private void hear(EventFeed.Batch batch) {
        if (batch.events().isEmpty() || batch.events().contains(new Event.DueSooner(Event.Timed.SCHEDULE))) {
            loop.wake();
        }
    }

    private Duration runOnce() {
        Due due = turns.due(ScheduleTurns.BATCH, RESERVED);
        if (due.turns().isEmpty()) {
            return due.again();
        }
        List<Order> orders = new ArrayList<>();
        for (Turn turn : due.turns()) {
            orders.add(new Order(turn, firing(turn, due.now()), due.now()));
        }
        Fired fired = turns.fire(orders);
        for (int i = 0; i < orders.size(); i++) {
            tell(orders.get(i), fired.results().get(i), fired.at());
        }
        return Duration.ZERO;
    }

    private static Firing firing(Turn turn, Instant now) {
        return turn.planned()
                .map(planned -> Firing.of(turn.schedule(), planned, now))
                .orElse(new Firing(List.of(), 0, Optional.empty(), Optional.empty()));
    }

    private void tell(Order order, ScheduleTurns.Result result, Instant at) {
        if (result.how() == How.PAUSED) {
            LOG.log(
                    Level.WARNING,
                    () -> "Schedule " + order.turn().schedule().name()
                            + " has paused itself, because a job of it failed for good");
        }
        if (result.how() != How.FIRED) {
            return;
        }
        Firing firing = order.firing();
        if (firing.missed() > 0) {
            listener.missed(order.turn().wasPaused() ? Missed.PAUSED : Missed.LATE, firing.missed());
        }
        List<RunResult> planned = order.turn().waiting().isPresent()
                ? result.runs().subList(1, result.runs().size())
                : result.runs();
        for (int i = 0; i < planned.size(); i++) {
            Run run = firing.runs().get(i);
            if (planned.get(i) == RunResult.SKIPPED) {
                listener.missed(Missed.OVERLAP, 1);
            } else if (planned.get(i) == RunResult.SUBMITTED && !Firing.isLate(run, order.at())) {
                listener.fired(Duration.between(run.due(), at));
            } else if (planned.get(i) == RunResult.SUBMITTED && !order.turn().wasPaused()) {
                listener.caughtUp();
            }
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
        loop.close();
        try {
            loop.join(STOP_GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
