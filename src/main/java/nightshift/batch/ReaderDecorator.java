package nightshift.batch;

import jakarta.annotation.Priority;
import jakarta.batch.api.chunk.ItemReader;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.Serializable;
import java.util.Optional;

/** Stands in front of every reader that is a CDI bean, and lets it continue where an earlier attempt stopped. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class ReaderDecorator implements ItemReader {

    private final ItemReader reader;
    private final Guard guard;
    private final ChunkCommit commit;
    private Optional<StepProgress> progress = Optional.empty();

    @Inject
    ReaderDecorator(@Delegate @Any ItemReader reader, Guard guard, ChunkCommit commit) {
        this.reader = reader;
        this.guard = guard;
        this.commit = commit;
    }

    @Override
    public void open(Serializable checkpoint) throws Exception {
        guard.run(() -> {
            progress = guard.begin();
            if (wasDone()) {
                guard.endAsBefore(progress.get());
            } else {
                reader.open(progress.map(step -> step.readerFrom(checkpoint)).orElse(checkpoint));
            }
        });
    }

    /** A step that was done before has nothing left to read. */
    private boolean wasDone() {
        return progress.map(StepProgress::wasDone).orElse(false);
    }

    @Override
    public Object readItem() throws Exception {
        return guard.call(() -> {
            if (progress.isPresent()) {
                progress.get().mustBeKept();
            }
            return wasDone() ? null : reader.readItem();
        });
    }

    @Override
    public Serializable checkpointInfo() throws Exception {
        return guard.call(() -> {
            if (wasDone()) {
                return null;
            }
            Serializable checkpoint = reader.checkpointInfo();
            if (progress.isPresent()) {
                progress.get().readerAt(Position.of(checkpoint));
                commit.then(() -> progress.get().committed(guard.counts()));
            }
            return checkpoint;
        });
    }

    @Override
    public void close() throws Exception {
        if (!wasDone()) {
            guard.run(reader::close);
        }
    }
}
