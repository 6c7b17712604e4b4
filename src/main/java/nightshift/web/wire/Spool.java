package nightshift.web.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that wait to be sent, in order: the first in memory, and the rest in a temporary file. A file costs more than
 * memory, so free memory is used first. Use it on one thread at a time.
 */
final class Spool implements AutoCloseable {

    private static final int BLOCK = 32 * 1024;

    /** Memory that spools share for bytes beyond their own. Safe for any number of threads. */
    static final class Shared {

        private final AtomicLong free;

        /** @param bytes for all spools together */
        Shared(long bytes) {
            free = new AtomicLong(bytes);
        }

        private boolean take(long bytes) {
            if (free.addAndGet(-bytes) >= 0) {
                return true;
            }
            free.addAndGet(bytes);
            return false;
        }

        private void give(long bytes) {
            free.addAndGet(bytes);
        }

        /** How many bytes are free. */
        long free() {
            return free.get();
        }
    }

    private final long inMemoryMost;
    private final Shared shared;
    private long borrowed;
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private long inMemory;
    private FileChannel file;
    private long written;
    private long taken;

    /**
     * @param inMemoryMost bytes that it may keep in memory in any case
     * @param shared       memory for more
     */
    Spool(long inMemoryMost, Shared shared) {
        this.inMemoryMost = inMemoryMost;
        this.shared = shared;
    }

    void add(byte[] bytes, int offset, int length) throws IOException {
        if (inFile() == 0 && borrow(inMemory + length)) {
            memory.add(Arrays.copyOfRange(bytes, offset, offset + length));
            inMemory += length;
            return;
        }
        if (file == null) {
            file = FileChannel.open(
                    Files.createTempFile("nightshift-answer", null),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            written += file.write(rest, written);
        }
    }

    /** Takes or gives back shared memory, so that this many bytes can be kept; false if there is too little. */
    private boolean borrow(long bytes) {
        long more = Math.max(0, bytes - inMemoryMost) - borrowed;
        if (more > 0 && !shared.take(more)) {
            return false;
        }
        if (more < 0) {
            shared.give(-more);
        }
        borrowed += more;
        return true;
    }

    private long inFile() {
        return written - taken;
    }

    long size() {
        return inMemory + inFile();
    }

    /** The next bytes; empty if there are none. */
    byte[] take() throws IOException {
        byte[] first = memory.poll();
        if (first != null) {
            inMemory -= first.length;
            borrow(inMemory);
            return first;
        }
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, inFile()));
        while (block.hasRemaining()) {
            if (file.read(block, taken + block.position()) < 0) {
                throw new IOException("the temporary file of an answer was cut");
            }
        }
        taken += block.position();
        if (taken == written && taken > 0) {
            file.truncate(0);
            taken = 0;
            written = 0;
        }
        return block.array();
    }

    @Override
    public void close() throws IOException {
        memory.clear();
        inMemory = 0;
        borrow(0);
        if (file != null) {
            file.close();
            file = null;
            written = 0;
            taken = 0;
        }
    }
}
