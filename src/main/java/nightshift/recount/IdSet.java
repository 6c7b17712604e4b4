package nightshift.recount;

import java.util.Arrays;

/**
 * Ids of jobs in about 16 bytes each. It keeps 64 bits of a hash of an id, so it can take an id for another one; with a million ids, that
 * happens once in tens of millions of checks, and a difference is found one check later.
 */
public final class IdSet {

    private static final long FREE = 0;

    private final int most;
    private long[] slots = new long[1024];
    private int size;

    /** @param most how many ids it keeps */
    public IdSet(int most) {
        this.most = most;
    }

    /** Whether it takes no more ids. */
    public boolean isFull() {
        return size >= most;
    }

    /** @return whether it was not there yet, and is now */
    public boolean add(String id) {
        if (isFull()) {
            return false;
        }
        if (2 * size >= slots.length) {
            grow();
        }
        if (!put(hash(id))) {
            return false;
        }
        size++;
        return true;
    }

    /** Whether it is there, or another one that looks the same. */
    public boolean contains(String id) {
        long hash = hash(id);
        int at = slot(hash);
        while (slots[at] != FREE && slots[at] != hash) {
            at = at + 1 & slots.length - 1;
        }
        return slots[at] == hash;
    }

    private boolean put(long hash) {
        int at = slot(hash);
        while (slots[at] != FREE) {
            if (slots[at] == hash) {
                return false;
            }
            at = at + 1 & slots.length - 1;
        }
        slots[at] = hash;
        return true;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        Arrays.stream(old).filter(hash -> hash != FREE).forEach(this::put);
    }

    private int slot(long hash) {
        return (int) (hash >>> 32) & slots.length - 1;
    }

    /** 64 bits of which each half is as good. */
    static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash ^= hash >>> 32;
        return hash == FREE ? 1 : hash;
    }
}
