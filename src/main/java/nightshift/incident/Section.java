package nightshift.incident;

import java.util.stream.Stream;

/** A part of the report. */
interface Section {

    /** Writes it. */
    void write(Page page);

    /** What it adds to the timeline, in any order. */
    Stream<Moment> moments();
}
