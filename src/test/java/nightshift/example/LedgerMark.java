package nightshift.example;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** Writes a line of text into the ledger. */
@Named
@Dependent
public class LedgerMark extends AbstractBatchlet {

    @Inject
    @BatchProperty
    private String ledger;

    @Inject
    @BatchProperty
    private String text;

    @Override
    public String process() throws Exception {
        Files.write(Path.of(ledger), List.of(text), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return text.toUpperCase(Locale.ROOT);
    }
}
