package nightshift.web.wire;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs one piece of work on an executor whenever there is news for it, but never twice at once. */
public final class Turns implements Runnable {

    private final Executor executor;
    private final Runnable work;
    private final AtomicInteger news = new AtomicInteger();

    /** @param work done once or more often after each {@link #run()} */
    public Turns(Executor executor, Runnable work) {
        this.executor = executor;
        this.work = work;
    }

    /** Signals news. Does not wait. */
    @Override
    public void run() {
        if (news.getAndIncrement() == 0) {
            executor.execute(this::work);
        }
    }

    /** One turn, then others that use the executor are let in. */
    private void work() {
        int seen = news.get();
        try {
            work.run();
        } finally {
            if (news.addAndGet(-seen) > 0) {
                executor.execute(this::work);
            }
        }
    }
}
