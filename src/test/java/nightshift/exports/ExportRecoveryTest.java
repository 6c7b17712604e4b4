package nightshift.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nightshift.exports.Exports.Export;
import nightshift.format.FileFormat;
import nightshift.job.Claimed;
import nightshift.job.JobState;
import nightshift.job.Outcome;
import nightshift.store.JobWalks.Slice;
import nightshift.support.RedisServer;
import nightshift.task.AttemptFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.RestoreParams;

/** What is in the file of an export when workers, files and checkpoints were lost. */
class ExportRecoveryTest extends ExportRunFixture {

    @RegisterExtension
    static final RedisServer REDIS = RedisServer.durable();

    ExportRecoveryTest() {
        super(REDIS);
    }

    @ParameterizedTest
    @EnumSource
    void whatAWorkerWroteBeforeItDiedIsNotWrittenTwice(FileFormat format) throws Exception {
        jobs.submit(1_700);
        Export export = begin(format);
        try (ExportRun first = open(claim(export, Duration.ofMillis(1)))) {
            first.write(first.next());
        }
        // it was killed between the file and the checkpoint
        Files.write(file(export), "half a li".getBytes(UTF_8), StandardOpenOption.APPEND);
        ExportRun second = open(claimAgain(export));

        writeAll(second);

        assertThat(lines(export))
                .hasSize(format == FileFormat.CSV ? 1_701 : 1_700)
                .doesNotHaveDuplicates()
                .noneMatch(line -> line.contains("half a li"));
        assertThat(Files.size(file(export))).isEqualTo(second.state().bytes());
    }

    @Test
    void aWorkerThatWasOnlyFrozenSpoilsNothing() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        ExportRun frozen = open(claim(export, Duration.ofMillis(1)));
        frozen.write(frozen.next());
        Slice slice = frozen.next();
        ExportRun second = open(claimAgain(export));
        second.write(second.next());

        assertThatThrownBy(() -> frozen.write(slice))
                .isInstanceOfSatisfying(
                        AttemptFailed.class, e -> assertThat(e.type()).isEqualTo("lease-lost"));
        writeAll(second);

        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
    }

    @Test
    void twoAttemptsOfTheSameNumberHaveFilesOfTheirOwn() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        Map<String, byte[]> replica = dump();
        Claimed lost = claim(export);
        ExportRun frozen = open(lost);
        frozen.write(frozen.next());
        Slice slice = frozen.next();
        restore(replica);
        Claimed again = claim(export);
        assertThat(again.lease().attempt()).isEqualTo(lost.lease().attempt());
        ExportRun second = open(again);
        second.write(second.next());
        second.write(second.next());

        assertThatThrownBy(() -> frozen.write(slice))
                .isInstanceOfSatisfying(
                        AttemptFailed.class, e -> assertThat(e.type()).isEqualTo("lease-lost"));
        writeAll(second);
        jobs.settle(List.of(again), Outcome.SUCCEEDED, JobState.SUCCEEDED);

        Export now = exports.find(export.id()).orElseThrow();
        assertThat(Files.readAllLines(now.file().orElseThrow())).hasSize(1_700).doesNotHaveDuplicates();
        assertThat(Files.size(now.file().orElseThrow())).isEqualTo(now.bytes());
    }

    @Test
    void aCheckpointThatGoesBackToTheFileBeforeFindsIt() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        try (ExportRun first = open(claim(export, Duration.ofMillis(1)))) {
            first.write(first.next());
        }
        String before = checkpoint(export);
        open(claimAgain(export, Duration.ofMillis(1))).close();
        assertThat(checkpoint(export)).isNotEqualTo(before);
        setCheckpoint(export, before);

        ExportRun third = open(claimAgain(export));

        assertThat(third.state().read()).isPositive();
        writeAll(third);
        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
    }

    @Test
    void aCheckpointThatGoesBackUnderARunningAttemptEndsIt() throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        ExportRun run = open(claim(export, Duration.ofMillis(1)));
        run.write(run.next());
        String before = checkpoint(export);
        run.write(run.next());
        setCheckpoint(export, before);

        assertThatThrownBy(() -> run.write(run.next())).isInstanceOfSatisfying(AttemptFailed.class, e -> {
            assertThat(e.type()).isEqualTo("checkpoint-lost");
            assertThat(e).hasMessageContaining("failover");
        });
        run.close();
        writeAll(open(claimAgain(export)));

        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anExportWhoseFileIsGoneStartsOver(int slices) throws Exception {
        jobs.submit(1_700);
        Export export = begin(FileFormat.NDJSON);
        try (ExportRun run = open(claim(export, Duration.ofMillis(1)))) {
            for (int i = 0; i < slices; i++) {
                run.write(run.next());
            }
            assertThat(run.state().done()).isEqualTo(slices == 4);
        }
        Files.delete(file(export));
        ExportRun again = open(claimAgain(export));

        writeAll(again);

        assertThat(again.state().read()).isEqualTo(1_700);
        assertThat(lines(export)).hasSize(1_700).doesNotHaveDuplicates();
    }

    /** All that Redis has, as a replica has it that gets nothing after this. */
    private static Map<String, byte[]> dump() {
        try (RedisClient redis = REDIS.client()) {
            return redis.keys("*").stream().collect(Collectors.toMap(key -> key, redis::dump));
        }
    }

    private static void restore(Map<String, byte[]> dump) {
        try (RedisClient redis = REDIS.client()) {
            redis.flushAll();
            // The watch over Redis may have written its marks again.
            RestoreParams replacing = RestoreParams.restoreParams().replace();
            dump.forEach((key, value) -> redis.restore(key, 0, value, replacing));
        }
    }

    private String checkpoint(Export export) {
        return jobs.store().checkpoints().all(export.id()).get(ExportState.CHECKPOINT);
    }

    private void setCheckpoint(Export export, String text) {
        try (RedisClient redis = REDIS.client()) {
            String key = redis.keys("*bulk:*").stream()
                    .filter(each -> redis.type(each).equals("hash")
                            && checkpoint(export).equals(redis.hget(each, ExportState.CHECKPOINT)))
                    .findFirst()
                    .orElseThrow();
            redis.hset(key, ExportState.CHECKPOINT, text);
        }
    }
}
