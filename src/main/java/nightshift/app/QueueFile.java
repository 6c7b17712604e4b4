package nightshift.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import nightshift.api.queues.QueueSettingsReader;
import nightshift.limit.SettingValues;
import nightshift.store.QueueControl;
import nightshift.store.StoreHealth;
import nightshift.store.StoreLoss;
import nightshift.store.StoreUnavailable;
import nightshift.task.QueueName;
import nightshift.web.Problem;
import nightshift.web.ProblemException;

/**
 * Puts the settings of queues that a file has into the store: at the start or as soon as Redis accepts writes, and again after Redis
 * has lost its data. Without a file, those of an earlier file are removed.
 */
final class QueueFile {

    static final String SETTING = "nightshift.queues";

    private static final Logger LOG = Logger.getLogger(QueueFile.class.getName());
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Map<QueueName, SettingValues> queues;
    private final QueueControl control;
    private volatile boolean done;
    private boolean told;

    private QueueFile(Map<QueueName, SettingValues> queues, QueueControl control) {
        this.queues = queues;
        this.control = control;
    }

    /** @throws CannotStart if the file cannot be read, or its settings cannot be used */
    static QueueFile of(Optional<Path> file, QueueControl control) {
        return new QueueFile(file.map(QueueFile::read).orElse(Map.of()), control);
    }

    private static Map<QueueName, SettingValues> read(Path file) {
        try {
            return QueueSettingsReader.file(Files.readAllBytes(file));
        } catch (IOException e) {
            throw SettingsReader.wrong(SETTING, file.toString(), "must be a file that can be read");
        } catch (ProblemException e) {
            Problem problem = e.problem();
            String places = problem.errors().stream()
                    .map(error -> error.pointer() + " " + error.detail())
                    .collect(Collectors.joining("; "));
            throw new CannotStart(SETTING + " (" + SettingsReader.inEnvironment(SETTING) + "), " + file + ": "
                    + (places.isEmpty() ? problem.detail() : places));
        }
    }

    /**
     * Does it, now or later.
     *
     * @return ends the attempts
     */
    Runnable ensure(Threads threads, StoreHealth store) {
        Runnable unwatch = store.watch(new StoreHealth.Watcher() {
            @Override
            public void lost(StoreLoss loss) {
                done = false;
                threads.timers().execute(QueueFile.this::attempt);
            }
        });
        attempt();
        Runnable stop = threads.every(AGAIN, this::attempt);
        return () -> {
            unwatch.run();
            stop.run();
        };
    }

    private synchronized void attempt() {
        if (done) {
            return;
        }
        try {
            done = true; // before the attempt, so that a loss in the meantime is not missed
            control.configure(queues);
            told = false;
        } catch (StoreUnavailable e) {
            done = false;
            LOG.log(told ? Level.FINE : Level.WARNING, "The settings of queues are not stored yet: " + e.getMessage());
            told = true;
        }
    }
}
