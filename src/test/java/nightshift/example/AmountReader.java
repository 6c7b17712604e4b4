package nightshift.example;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.BufferedReader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file with an amount in each line; its checkpoint is the number of lines read. */
@Named
@Dependent
public class AmountReader extends AbstractItemReader {

    @Inject
    @BatchProperty
    private String file;

    @Inject
    @BatchProperty
    private long pauseMillis;

    private BufferedReader lines;
    private long read;

    @Override
    public void open(Serializable checkpoint) throws Exception {
        lines = Files.newBufferedReader(Path.of(file));
        read = checkpoint == null ? 0 : ((Number) checkpoint).longValue();
        for (long i = 0; i < read; i++) {
            lines.readLine();
        }
    }

    @Override
    public String readItem() throws Exception {
        Thread.sleep(pauseMillis);
        String line = lines.readLine();
        read += line == null ? 0 : 1;
        return line;
    }

    @Override
    public Long checkpointInfo() {
        return read;
    }

    @Override
    public void close() throws Exception {
        if (lines != null) {
            lines.close();
        }
    }
}
