package nightshift.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightshift.support.SharedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Sends files, and looks at what is left of them on the disk of the server. */
abstract class ImportCalls {

    static final Path BULK = SharedServer.bulk();

    Set<String> before;

    @BeforeEach
    void look() {
        before = files();
    }

    /** A request that was refused leaves no file behind. */
    @AfterEach
    void nothingIsLeftOfUploads() {
        await().until(() -> files().stream().noneMatch(file -> file.endsWith(".part")));
    }

    void assertRefused(Client.Answer answer, int status, String pointers, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.body()).isTrue();
        assertThat(answer.pointers()).isEqualTo(pointers);
        assertThat(answer.body()).contains(detail).doesNotContain("Exception", "\tat ");
        assertThat(files()).isEqualTo(before);
    }

    static Client.Answer csv(String query, String file) {
        return send(query, "text/csv", BodyPublishers.ofString(file));
    }

    static Client.Answer ndjson(String query, String file) {
        return send(query, "application/x-ndjson", BodyPublishers.ofString(file));
    }

    static Client.Answer send(String query, String type, BodyPublisher file) {
        return Client.send(
                Client.request("/imports?" + query).header("Content-Type", type).POST(file));
    }

    static Set<String> files() {
        if (!Files.isDirectory(BULK)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.walk(BULK)) {
            return all.filter(file -> !file.equals(BULK.resolve("imports"))
                            && !file.equals(BULK.resolve("uploads"))
                            && !file.toString().contains("rejects-"))
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (UncheckedIOException | IOException e) {
            return files(); // something was removed just now
        }
    }
}
