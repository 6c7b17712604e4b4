package nightshift.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/schedules.sh} makes schedules of a crontab. */
class CrontabTest {

    private static final String CRONTAB = """
        MAILTO=ops
        */5 * * * * curl -fsS https://example.com/hook >/dev/null 2>&1
        # name: nightly
        CRON_TZ=Europe/Berlin
        30 2 * * * /usr/bin/curl -X POST -H "A: b" -d "{\\"a\\":1}" https://example.com/report
        @daily /usr/local/bin/backup.sh --all | tee log
        """;

    @TempDir
    Path folder;

    /** What a run of the script gave. */
    private record Result(int status, String out, String problems) {}

    private Result run(String... options) throws IOException, InterruptedException {
        Path crontab = Files.writeString(folder.resolve("crontab"), CRONTAB);
        List<String> command = new ArrayList<>(List.of("bash", "scripts/schedules.sh"));
        command.addAll(List.of(options));
        command.add(crontab.toString());
        Path problems = folder.resolve("problems");
        Process process =
                new ProcessBuilder(command).redirectError(problems.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), out, Files.readString(problems));
    }

    @Test
    void linesThatCallAUrlBecomeSchedules() throws Exception {
        Result result = run();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out().lines())
                .containsExactly(
                        "{\"name\":\"example.com-hook\",\"cron\":\"*/5 * * *"
                                + " *\",\"timeZone\":\"UTC\",\"task\":\"http.request\","
                                + "\"args\":{\"url\":\"https://example.com/hook\",\"method\":\"GET\"}}",
                        "{\"name\":\"nightly\",\"cron\":\"30 2 * *"
                                + " *\",\"timeZone\":\"Europe/Berlin\",\"task\":\"http.request\","
                                + "\"args\":{\"url\":\"https://example.com/report\",\"method\":\"POST\",\"headers\":{\"A\":\"b\"},"
                                + "\"bodyText\":\"{\\\"a\\\":1}\"}}");
        assertThat(result.problems())
                .contains("line 6: runs a command of this machine; --task gives such lines a task");
    }

    @Test
    void otherLinesBecomeJobsOfATask() throws Exception {
        Result result = run("--task", "shell.run");

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("\"cron\":\"@daily\"")
                .contains("\"args\":{\"command\":\"/usr/local/bin/backup.sh --all | tee log\"}");
    }
}
