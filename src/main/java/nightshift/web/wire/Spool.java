package nightshift.web.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Bytes that wait to be sent, in order: the first in memory, and what is too much for that in a temporary file. Not for
 * several threads.
 */
final class Spool implements AutoCloseable {

    private static final int BLOCK = 32 * 1024;

    private final long inMemoryMost;
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private long inMemory;
    private FileChannel file;
    private long written;
    private long taken;

    /** @param inMemoryMost bytes */
    Spool(long inMemoryMost) {
        this.inMemoryMost = inMemoryMost;
    }

    void add(byte[] bytes, int offset, int length) throws IOException {
        if (inFile() == 0 && inMemory + length <= inMemoryMost) {
            memory.add(Arrays.copyOfRange(bytes, offset, offset + length));
            inMemory += length;
            return;
        }
        if (file == null) {
            file = FileChannel.open(Files.createTempFile("nightshift-answer", null),
                    StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
        while (rest.hasRemaining()) {
            written += file.write(rest, written);
        }
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
        if (file != null) {
            file.close();
            file = null;
            written = 0;
            taken = 0;
        }
    }
}
