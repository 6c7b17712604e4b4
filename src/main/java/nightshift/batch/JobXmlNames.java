package nightshift.batch;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Looks for {@code META-INF/batch-jobs/*.xml} in the folders and archives of a class path. */
final class JobXmlNames {

    static final String FOLDER = "META-INF/batch-jobs/";
    private static final String XML = ".xml";

    private JobXmlNames() {}

    /** The names of the files, without {@code .xml}. */
    static SortedSet<String> names(ClassLoader loader) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (URL folder : Collections.list(loader.getResources(FOLDER))) {
            files(folder).stream()
                    .filter(file -> file.endsWith(XML) && !file.contains("/"))
                    .map(file -> file.substring(0, file.length() - XML.length()))
                    .forEach(names::add);
        }
        return names;
    }

    private static List<String> files(URL folder) throws IOException {
        String text = folder.toString();
        int inside = text.indexOf("!/");
        if (inside < 0) {
            try (Stream<Path> files = Files.list(Path.of(URI.create(text)))) {
                return files.map(file -> file.getFileName().toString()).toList();
            }
        }
        // jar:file:/…!/… and what servers make of it, such as wsjar:file:/…!/…
        Path archive = Path.of(URI.create(text.substring(text.indexOf("file:"), inside)));
        String prefix = text.substring(inside + 2);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .toList();
        }
    }
}
