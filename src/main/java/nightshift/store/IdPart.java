package nightshift.store;

/** Finds an id by a part of it. */
final class IdPart {

    /** Shorter parts than this would be found in far too many ids, so those have to be the beginning. */
    private static final int ANYWHERE = 6;

    private IdPart() {}

    /** @param part in lower case */
    static boolean isIn(String id, String part) {
        return part.length() < ANYWHERE
                ? id.startsWith(part)
                : id.contains(part) || id.replace("-", "").contains(part);
    }
}
