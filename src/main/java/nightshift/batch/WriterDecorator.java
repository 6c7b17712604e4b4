package nightshift.batch;

import jakarta.annotation.Priority;
import jakarta.batch.api.chunk.ItemWriter;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Stands in front of every writer that is a CDI bean, and lets it continue where an earlier attempt stopped. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class WriterDecorator implements ItemWriter {

    private final ItemWriter writer;
    private final Guard guard;
    private Optional<StepProgress> progress = Optional.empty();

    @Inject
    WriterDecorator(@Delegate @Any ItemWriter writer, Guard guard) {
        this.writer = writer;
        this.guard = guard;
    }

    @Override
    public void open(Serializable checkpoint) throws Exception {
        guard.run(() -> {
            progress = guard.begin();
            if (!wasDone()) {
                writer.open(progress.map(step -> step.writerFrom(checkpoint)).orElse(checkpoint));
            }
        });
    }

    private boolean wasDone() {
        return progress.map(StepProgress::wasDone).orElse(false);
    }

    @Override
    public void writeItems(List<Object> items) throws Exception {
        if (!wasDone()) {
            guard.run(() -> writer.writeItems(items));
        }
    }

    @Override
    public Serializable checkpointInfo() throws Exception {
        return guard.call(() -> {
            if (wasDone()) {
                return null;
            }
            Serializable checkpoint = writer.checkpointInfo();
            if (progress.isPresent()) {
                progress.get().writerAt(Position.of(checkpoint));
            }
            return checkpoint;
        });
    }

    @Override
    public void close() throws Exception {
        if (!wasDone()) {
            guard.run(writer::close);
        }
    }
}
