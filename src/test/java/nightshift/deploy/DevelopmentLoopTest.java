package nightshift.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code mvn liberty:dev} needs to start from a clone, and to show a change. */
class DevelopmentLoopTest {

    @Test
    void theServerWatchesFilesWhereMavenRunsIt() throws IOException {
        Matcher monitor = Pattern.compile("<applicationMonitor [^>]*updateTrigger=\"\\$\\{([^}]+)}\"")
                .matcher(Files.readString(Path.of("server-config/server.xml")));

        assertThat(monitor.find()).isTrue();
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<liberty.var." + monitor.group(1) + ">polled</liberty.var." + monitor.group(1) + ">");
    }

    @Test
    void theTaskApiIsAmongTheSourcesOfTheServer() throws IOException {
        assertThat(Path.of("src/main/java/nightshift/task").toRealPath())
                .isEqualTo(Path.of("task-api/src/main/java/nightshift/task").toRealPath());
    }
}
