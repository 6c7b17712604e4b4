package nightshift.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nightshift.binding.TaskCompiler;
import nightshift.job.TaskDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobXmlNamesTest {

    private static final String JOB = """
            <job id="any" version="2.0" xmlns="https://jakarta.ee/xml/ns/jakartaee">
                <flow id="f">
                    <step id="one" allow-start-if-complete="true"><batchlet ref="a"/></step>
                </flow>
                <step id="two"><batchlet ref="a"/><partition><plan partitions="2"/></partition></step>
                <step id="three"><batchlet ref="a"/></step>
            </job>""";

    @TempDir
    private Path folder;

    private URLClassLoader loader(String name, String xml) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes/" + JobXmlNames.FOLDER))
                .resolve(name + ".xml");
        Files.writeString(classes, xml);
        return new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, null);
    }

    @Test
    void foldersAndArchivesAreLookedThrough() throws IOException {
        Path jar = folder.resolve("lib.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"", "in-jar.xml", "deeper/not-this.xml", "nor-this.txt"}) {
                zip.putNextEntry(new ZipEntry(JobXmlNames.FOLDER + name));
            }
        }
        Files.createDirectories(folder.resolve("classes/" + JobXmlNames.FOLDER));
        Files.writeString(folder.resolve("classes/" + JobXmlNames.FOLDER + "in-folder.xml"), JOB);
        URL[] path = {folder.resolve("classes").toUri().toURL(), jar.toUri().toURL()};

        try (URLClassLoader loader = new URLClassLoader(path, null)) {
            assertThat(JobXmlNames.names(loader)).containsExactly("in-folder", "in-jar");
        }
    }

    @Test
    void stepsThatNeedCareAreKnown() throws IOException {
        try (URLClassLoader loader = loader("any", JOB)) {
            assertThat(JobXml.read("any", loader)).satisfies(file -> {
                assertThat(file.always()).containsExactly("one");
                assertThat(file.partitioned()).containsExactly("two");
            });
        }
    }

    @Test
    void everyJobFileButOursIsATask() throws IOException {
        try (URLClassLoader loader = loader("nightshift-own", JOB)) {
            loader("any", JOB).close();

            assertThat(BatchDefinitions.definitions(new TaskCompiler(), new BatchJobs(), new KeptCheckpoints(), loader))
                    .extracting(TaskDefinition::name)
                    .extracting(Object::toString)
                    .containsExactly("batch:any");
        }
    }

    @Test
    void whatIsNoJobStopsTheStart() throws IOException {
        for (String xml : new String[] {
            "<job", "<jobs/>", "<!DOCTYPE job [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><job>&x;</job>"
        }) {
            try (URLClassLoader loader = loader("broken", xml)) {
                assertThatThrownBy(() -> BatchDefinitions.definitions(
                                new TaskCompiler(), new BatchJobs(), new KeptCheckpoints(), loader))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("broken.xml: ");
            }
        }
        try (URLClassLoader loader = loader("no good name", JOB)) {
            Files.delete(folder.resolve("classes/" + JobXmlNames.FOLDER + "broken.xml"));
            assertThatThrownBy(() -> BatchDefinitions.definitions(
                            new TaskCompiler(), new BatchJobs(), new KeptCheckpoints(), loader))
                    .hasMessageContaining("META-INF/batch-jobs/no good name.xml")
                    .hasMessageContaining("must be 1 to 100 characters");
        }
    }
}
