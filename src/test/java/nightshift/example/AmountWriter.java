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

/** Appends amounts to a ledger, a file. */
@Named
@Dependent
public class AmountWriter extends AbstractItemWriter {

    @Inject
    @BatchProperty
    private String ledger;

    @Override
    public void writeItems(List<Object> items) throws Exception {
        Files.write(
                Path.of(ledger),
                items.stream().map(Object::toString).toList(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
