package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of files that were taken. */
class ImportedRowsIT {

    private final String queue = "it-" + UUID.randomUUID();

    private Client.Answer done(String type, String task, String body) {
        Client.Answer begun = Client.send(Client.request("/imports?task=" + task + "&queue=" + queue)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        assertThat(Client.ended(begun.text("id")).text("state")).isEqualTo("SUCCEEDED");
        return Client.get("/imports/" + begun.text("id"));
    }

    private static String counts(Client.Answer done) {
        return done.json().path("read").asInt() + " read, "
                + done.json().path("submitted").asInt() + " submitted, "
                + done.json().path("rejected").asInt() + " rejected";
    }

    private static String rejects(Client.Answer done) {
        return Client.get("/imports/" + done.text("id") + "/rejects").body();
    }

    private int jobs() {
        return Client.get("/jobs?pageSize=1000&queue=" + queue)
                .json()
                .path("items")
                .size();
    }

    @Test
    void fixedRejectsOfCsvBecomeTheJobsThatWereMissing() {
        String rows = IntStream.rangeClosed(1, 700)
                .mapToObj(n -> n % 100 == 0 ? "many,m" + n : "0,m" + n)
                .collect(Collectors.joining("\n", "times,message\n", "\n"));
        Client.Answer first = done("text/csv", "demo.fail", rows);
        assertThat(counts(first)).isEqualTo("700 read, 693 submitted, 7 rejected");
        assertThat(jobs()).isEqualTo(693);

        Client.Answer second = done("text/csv", "demo.fail", rejects(first).replace("many,", "0,"));

        assertThat(counts(second)).isEqualTo("7 read, 7 submitted, 0 rejected");
        assertThat(jobs()).isEqualTo(700);
        assertThat(Client.get("/jobs?queue=" + queue + "&tag=import:" + second.text("id"))
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(7);
    }

    @Test
    void fixedRejectsOfLinesBecomeTheJobsThatWereMissing() {
        Client.Answer first = done(
                "application/x-ndjson",
                "demo.fail",
                "{\"times\":0,\"message\":\"a\"}\n{\"times\":-1,\"message\":\"b\"}\n{\"times\":0, \"message\":\"c\"}\nno json\n");
        assertThat(counts(first)).isEqualTo("4 read, 2 submitted, 2 rejected");

        String fixed = Arrays.stream(rejects(first).split("\n"))
                .map(line -> line.contains("no json") ? "{\"times\":0}" : line.replace("\"times\":-1", "\"times\":0"))
                .collect(Collectors.joining("\n"));
        Client.Answer second = done("application/x-ndjson", "demo.fail", fixed);

        assertThat(counts(second)).isEqualTo("2 read, 2 submitted, 0 rejected");
        assertThat(jobs()).isEqualTo(4);
    }

    @Test
    void aFileOfBadRowsOnlyComesToItsEnd() {
        Client.Answer done = done("text/csv", "demo.fail", "times,message\n" + "x,y\n".repeat(1_234));

        assertThat(counts(done)).isEqualTo("1234 read, 0 submitted, 1234 rejected");
        assertThat(rejects(done).lines()).hasSize(1_235);
    }
}
