package nightshift.operations;

import java.time.Instant;
import java.util.Optional;
import nightshift.operations.Operations.Phase;
import nightshift.operations.Operations.Stop;
import nightshift.store.JobWalks;

/**
 * Where an operation stands: its checkpoint.
 *
 * @param phase    what it does
 * @param looked   how many jobs it has looked at
 * @param position where its walk continues
 * @param waits    until when it waits for the end of the jobs that it tried first, while it does
 * @param trial    how these jobs have ended, once that is decided
 * @param stop     why it stopped by itself, if it did
 */
record Progress(
        Phase phase,
        long looked,
        String position,
        Optional<Instant> waits,
        Optional<Trial> trial,
        Optional<Stop> stop) {

    private static final String NONE = "-";

    /** Nothing has been done yet. */
    static Progress beginning(OperationPlan plan) {
        Phase phase = plan.request().canary().isPresent() ? Phase.CANARY : Phase.RUNNING;
        return new Progress(phase, 0, JobWalks.START, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @param text a checkpoint; empty at the beginning */
    static Progress read(String text, OperationPlan plan) {
        if (text.isEmpty()) {
            return beginning(plan);
        }
        String[] parts = text.split(" ");
        return new Progress(
                Phase.valueOf(parts[0]),
                Long.parseLong(parts[1]),
                parts[2].equals(NONE) ? JobWalks.START : parts[2],
                part(parts[3]).map(Long::parseLong).map(Instant::ofEpochMilli),
                part(parts[4]).map(Trial::read),
                part(parts[5]).map(Stop::valueOf));
    }

    private static Optional<String> part(String text) {
        return Optional.of(text).filter(part -> !part.equals(NONE));
    }

    String text() {
        return String.join(
                " ",
                phase.name(),
                Long.toString(looked),
                position.isEmpty() ? NONE : position,
                waits.map(time -> Long.toString(time.toEpochMilli())).orElse(NONE),
                trial.map(Trial::text).orElse(NONE),
                stop.map(Stop::name).orElse(NONE));
    }

    Progress at(long nowLooked, String nowPosition) {
        return new Progress(phase, nowLooked, nowPosition, waits, trial, stop);
    }

    Progress waiting(Instant until) {
        return new Progress(Phase.WAITING, looked, position, Optional.of(until), trial, stop);
    }

    /** The jobs that are tried first stand like this. */
    Progress noting(Trial seen) {
        return new Progress(phase, looked, position, waits, Optional.of(seen), stop);
    }

    /** The trial went well. */
    Progress passed(Trial decided) {
        return new Progress(Phase.RUNNING, looked, position, Optional.empty(), Optional.of(decided), stop);
    }

    Progress ended() {
        return new Progress(Phase.ENDED, looked, position, Optional.empty(), trial, stop);
    }

    Progress stopped(Stop why, Optional<Trial> decided) {
        return new Progress(Phase.ENDED, looked, position, Optional.empty(), decided.or(() -> trial), Optional.of(why));
    }
}
