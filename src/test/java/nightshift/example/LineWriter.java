package nightshift.example;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Appends lines to a file. */
@Named
@Dependent
public class LineWriter extends AbstractItemWriter {

    @Inject
    @BatchProperty
    private String file;

    @Override
    public void writeItems(List<Object> items) throws Exception {
        Files.write(Path.of(file), items.stream().map(Object::toString).toList(),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
