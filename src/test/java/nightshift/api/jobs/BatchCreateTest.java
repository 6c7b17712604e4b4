package nightshift.api.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nightshift.job.Job;
import nightshift.job.JobListener;
import nightshift.job.Spread;
import nightshift.store.JobIntake;
import nightshift.web.FieldReader;
import nightshift.web.exchange.BodyFilter;
import org.junit.jupiter.api.Test;

class BatchCreateTest {

    private static final String GOOD = "{\"task\":\"any\"}\n";

    private final Jobs jobs = new Jobs();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BatchCreate bulk = new BatchCreate(
            new JobReader(new Tasks(), UnknownTasks.REFUSE, new JobListener() {}),
            jobs,
            Spread.NONE,
            Optional.empty(),
            out);

    private static JobLines lines(InputStream in) {
        return new JobLines(in::read, BodyFilter.MOST, new BodyRoom(4L << 20));
    }

    private List<String> answers(String body) throws IOException {
        JobLines lines = lines(new ByteArrayInputStream(body.getBytes(UTF_8)));
        while (bulk.lines(lines) != BatchCreate.Stop.END) {
            // there are more
        }
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void everyLineIsAnsweredInItsTurn() throws IOException {
        List<String> answers = answers(GOOD + "\n  \r\n{\"task\":\"none\"}\nnonsense\n"
                + "x".repeat(BodyFilter.MOST + 1) + "\n" + GOOD.strip());

        List<String> ids =
                jobs.jobs.values().stream().map(Job::id).map(Object::toString).toList();
        assertThat(answers).hasSize(5);
        assertThat(answers.get(0)).isEqualTo("{\"index\":0,\"id\":\"" + ids.get(0) + "\"}");
        assertThat(answers.get(1))
                .startsWith("{\"index\":1,\"problem\":{")
                .contains("\"status\":422", "\"/task\"")
                .endsWith("}}");
        assertThat(answers.get(2)).startsWith("{\"index\":2,\"problem\":{").contains("\"status\":400");
        assertThat(answers.get(3)).startsWith("{\"index\":3,\"problem\":{").contains("\"status\":413");
        assertThat(answers.get(4)).isEqualTo("{\"index\":4,\"id\":\"" + ids.get(1) + "\"}");
    }

    @Test
    void jobsAreStoredInBatches() throws IOException {
        assertThat(answers(GOOD.repeat(1234))).hasSize(1234);
        assertThat(jobs.batches).containsExactly(JobIntake.BATCH, JobIntake.BATCH, 234);
    }

    @Test
    void batchesOfLargeJobsAreSmaller() throws IOException {
        String large = "{\"task\":\"any\",\"args\":\"" + "x".repeat(200_000) + "\"}\n";

        answers(large.repeat(50));
        assertThat(jobs.batches).allMatch(size -> size <= 21);
    }

    @Test
    void whenTheStoreGoesAwayTheRestIsRefused() throws IOException {
        jobs.batchesLeft = 1;

        List<String> answers = answers(GOOD.repeat(700) + "nonsense\n" + GOOD.repeat(700));
        assertThat(answers).hasSize(1401);
        assertThat(answers.subList(0, 500)).allMatch(answer -> answer.contains("\"id\""));
        assertThat(answers.subList(500, 700)).allMatch(answer -> answer.contains("\"status\":503"));
        assertThat(answers.subList(1000, 1401)).allMatch(answer -> answer.contains("\"status\":503"));
    }

    @Test
    void aSenderThatWaitsForItsAnswersGetsThem() throws IOException {
        Deque<byte[]> arrived = new ArrayDeque<>(List.of(GOOD.getBytes(UTF_8)));
        JobLines lines = new JobLines(
                (into, offset, length) -> {
                    byte[] bytes = Optional.ofNullable(arrived.poll()).orElse(new byte[0]);
                    System.arraycopy(bytes, 0, into, offset, bytes.length);
                    return bytes.length;
                },
                BodyFilter.MOST,
                new BodyRoom(0));

        assertThat(bulk.lines(lines)).isEqualTo(BatchCreate.Stop.NOTHING_YET);
        assertThat(out.toString(UTF_8)).contains("\"index\":0");
        arrived.add(GOOD.getBytes(UTF_8));
        assertThat(bulk.lines(lines)).isEqualTo(BatchCreate.Stop.NOTHING_YET);
        assertThat(out.toString(UTF_8)).contains("\"index\":1");
    }

    @Test
    void aListIsAnsweredLikeLines() throws IOException {
        byte[] body = "{\"task\":\"any\"}5".getBytes(UTF_8);
        bulk.jobs(List.of(
                new FieldReader.Slice(body, 0, body.length - 1), new FieldReader.Slice(body, body.length - 1, 1)));

        assertThat(out.toString(UTF_8).lines()).hasSize(2).last().asString().contains("\"status\":400");
    }
}
