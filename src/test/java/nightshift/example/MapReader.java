package nightshift.example;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** Has a checkpoint that cannot be kept. */
@Named
@Dependent
public class MapReader extends AbstractItemReader {

    private int read;

    @Override
    public Object readItem() {
        return read++ < 3 ? read : null;
    }

    @Override
    public Serializable checkpointInfo() {
        return new HashMap<>(Map.of("read", read));
    }
}
