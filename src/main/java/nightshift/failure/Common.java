package nightshift.failure;

import java.util.List;

/**
 * A trait that jobs which failed have in common, unlike jobs that succeeded.
 *
 * @param trait        the trait
 * @param share        the share of the jobs that failed which have it, from 0 to 1
 * @param successShare the share of the jobs that succeeded which have it, from 0 to 1
 * @param lift         how many times more often it occurs among the jobs that failed
 * @param also         other traits that say the same of almost the same jobs
 */
public record Common(Trait trait, double share, double successShare, double lift, List<Trait> also) {}
