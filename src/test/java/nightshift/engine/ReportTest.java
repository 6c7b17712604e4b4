package nightshift.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import nightshift.job.Destination;
import nightshift.job.JobListener;
import nightshift.store.JobLeases.BreakerChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts are no labels of metrics, so the log is where the history of their breakers stands. */
class ReportTest {

    private static final Logger LOG = Logger.getLogger(Report.class.getName());
    private static final Destination HOST = new Destination("api.example.com");

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(handler);
    }

    @Test
    void namesTheHostsWhoseBreakersOpenAndClose() {
        Report report = new Report(new JobListener() {});

        report.changed(new BreakerChange(HOST, true));
        report.changed(new BreakerChange(HOST, false));

        assertThat(logged)
                .containsExactly(
                        "WARNING The breaker of api.example.com opened: jobs that call it wait."
                                + " GET /api/v1/destinations/api.example.com shows why",
                        "INFO The breaker of api.example.com closed: the jobs that waited start again");
    }
}
