package nightshift.work.batch;

import jakarta.annotation.Priority;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.Serializable;

/** Stands in front of every reader that is a CDI bean. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class ReaderDecorator implements ItemReader {

    private final ItemReader reader;
    private final Guard guard;

    @Inject
    ReaderDecorator(@Delegate @Any ItemReader reader, Guard guard) {
        this.reader = reader;
        this.guard = guard;
    }

    @Override
    public void open(Serializable checkpoint) throws Exception {
        guard.run(() -> reader.open(checkpoint));
    }

    @Override
    public Object readItem() throws Exception {
        return guard.call(reader::readItem);
    }

    @Override
    public Serializable checkpointInfo() throws Exception {
        return guard.call(reader::checkpointInfo);
    }

    @Override
    public void close() throws Exception {
        guard.run(reader::close);
    }
}
