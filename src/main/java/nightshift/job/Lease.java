package nightshift.job;

import nightshift.task.JobId;

/**
 * A worker's time-limited hold on a running job, and the fence around it: the store refuses every write whose token is
 * not the current one. The attempt number alone is not enough: after a failover or a restored backup, the same number
 * can be handed out twice.
 *
 * @param job     the job held
 * @param attempt number of the attempt, rising with every claim
 * @param token   random; names the worker and the claim
 */
public record Lease(JobId job, int attempt, String token) {}
