package nightshift.batch;

import jakarta.annotation.Priority;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Stands in front of every processor that is a CDI bean. */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class ProcessorDecorator implements ItemProcessor {

    private final ItemProcessor processor;
    private final Guard guard;

    @Inject
    ProcessorDecorator(@Delegate @Any ItemProcessor processor, Guard guard) {
        this.processor = processor;
        this.guard = guard;
    }

    @Override
    public Object processItem(Object item) throws Exception {
        return guard.call(() -> processor.processItem(item));
    }
}
