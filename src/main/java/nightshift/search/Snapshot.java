package nightshift.search;

import java.util.NavigableMap;

/**
 * The index for search as it is.
 *
 * @param changes  read before everything else: what a later column has right can be among them, but not the other way around
 * @param segments by their first entries
 */
public record Snapshot(Changes changes, NavigableMap<EntryId, Segment> segments) {}
