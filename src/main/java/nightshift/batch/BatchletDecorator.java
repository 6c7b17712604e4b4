package nightshift.batch;

import jakarta.annotation.Priority;
import jakarta.batch.api.Batchlet;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Optional;

/** Stands in front of every batchlet that is a CDI bean, and does not let it work again when it has done its step before. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class BatchletDecorator implements Batchlet {

    private final Batchlet batchlet;
    private final Guard guard;

    @Inject
    BatchletDecorator(@Delegate @Any Batchlet batchlet, Guard guard) {
        this.batchlet = batchlet;
        this.guard = guard;
    }

    @Override
    public String process() throws Exception {
        return guard.call(() -> {
            Optional<StepProgress> progress = guard.begin().filter(StepProgress::wasDone);
            return progress.isPresent() ? progress.get().exitStatus() : batchlet.process();
        });
    }

    @Override
    public void stop() throws Exception {
        batchlet.stop();
    }
}
