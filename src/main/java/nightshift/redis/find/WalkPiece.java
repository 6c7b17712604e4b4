package nightshift.redis.find;

import java.util.List;

/** Ids that come next in a walk, and what the walk passes on the way. */
interface WalkPiece {

    /** In 22 characters each. */
    List<byte[]> ids();

    /** The position after the first ids, as many as given; after all of them, the end of the piece. */
    String positionAfter(int count);

    /** How many jobs lie before that position, with those that need no look because an index rules them out. */
    int passed(int count);

    /** Whether nothing follows. */
    boolean isLast();
}
