package nightshift.work.batch;

import jakarta.annotation.Priority;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.Serializable;
import java.util.List;

/** Stands in front of every writer that is a CDI bean. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class WriterDecorator implements ItemWriter {

    private final ItemWriter writer;
    private final Guard guard;

    @Inject
    WriterDecorator(@Delegate @Any ItemWriter writer, Guard guard) {
        this.writer = writer;
        this.guard = guard;
    }

    @Override
    public void open(Serializable checkpoint) throws Exception {
        guard.run(() -> writer.open(checkpoint));
    }

    @Override
    public void writeItems(List<Object> items) throws Exception {
        guard.run(() -> writer.writeItems(items));
    }

    @Override
    public Serializable checkpointInfo() throws Exception {
        return guard.call(writer::checkpointInfo);
    }

    @Override
    public void close() throws Exception {
        guard.run(writer::close);
    }
}
