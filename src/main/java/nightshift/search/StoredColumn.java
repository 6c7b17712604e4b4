package nightshift.search;

import java.util.function.UnaryOperator;

/** A column as it was read. It is decompressed when it is used: most columns of a search rule out their segment before others are. */
final class StoredColumn {

    private final UnaryOperator<byte[]> unpack;
    private byte[] packed;
    private byte[] bytes;

    /** @param packed null if it is missing */
    StoredColumn(byte[] packed, UnaryOperator<byte[]> unpack) {
        this.packed = packed;
        this.unpack = unpack;
    }

    static StoredColumn of(byte[] bytes) {
        StoredColumn column = new StoredColumn(null, UnaryOperator.identity());
        column.bytes = bytes;
        return column;
    }

    boolean isMissing() {
        return packed == null && bytes == null;
    }

    /** @throws DamagedException if it is missing or damaged */
    byte[] bytes() {
        if (bytes == null) {
            if (packed == null) {
                throw new DamagedException("a column is missing");
            }
            bytes = unpack.apply(packed);
            packed = null;
        }
        return bytes;
    }
}
