package nightshift.imports.upload;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import nightshift.imports.ImportRefused;
import nightshift.imports.ImportRefused.Reason;

/** The uploads that a server takes at once: each holds a thread for as long as it is sent, and room on the disk. */
public final class UploadSlots {

    private final int most;
    private final Semaphore free;
    private final AtomicLong announced = new AtomicLong();

    /** @param most how many uploads this server takes at once */
    public UploadSlots(int most) {
        this.most = most;
        this.free = new Semaphore(most);
    }

    /**
     * Takes a place for an upload.
     *
     * @param bytes that its sender announces; 0 if it does not
     * @throws ImportRefused if no place is free
     */
    Slot take(long bytes) throws ImportRefused {
        if (!free.tryAcquire()) {
            throw new ImportRefused(
                    Reason.TOO_MANY,
                    "body",
                    "would exceed the limit of " + most
                            + " files that this server takes at once: send it again when others are done");
        }
        announced.addAndGet(bytes);
        return new Slot(bytes);
    }

    /** One upload's place. For one thread. */
    final class Slot implements AutoCloseable {

        private long toCome;

        private Slot(long bytes) {
            toCome = bytes;
        }

        /** Sets how many bytes of the upload are on the disk now. */
        void written(long bytes) {
            long less = Math.min(bytes, toCome);
            toCome -= less;
            announced.addAndGet(-less);
        }

        /** How many bytes are announced, of this upload and of the others, and not on the disk yet. */
        long toCome() {
            return announced.get();
        }

        @Override
        public void close() {
            written(toCome);
            free.release();
        }
    }
}
