package nightshift.failure;

/**
 * How often something occurs among some jobs that failed and some that succeeded.
 *
 * @param failed        jobs that failed, with it
 * @param allFailed     all jobs that failed
 * @param succeeded     jobs that succeeded, with it
 * @param allSucceeded  all jobs that succeeded
 */
record Contrast(int failed, int allFailed, int succeeded, int allSucceeded) {

    double share() {
        return (double) failed / Math.max(1, allFailed);
    }

    double successShare() {
        return (double) succeeded / Math.max(1, allSucceeded);
    }

    /** The ratio of the shares. One that is 0 counts as half a job, so that the ratio is finite. */
    double lift() {
        return share() / (Math.max(0.5, succeeded) / Math.max(1, allSucceeded));
    }

    /** The probability that chance alone makes it at least as frequent among those that failed (Fisher's exact test, one-sided). */
    double chance() {
        int all = allFailed + allSucceeded;
        int with = failed + succeeded;
        double least = logChoose(all, allFailed);
        double sum = 0;
        for (int k = failed; k <= Math.min(with, allFailed); k++) {
            if (allFailed - k <= all - with) {
                double term = Math.exp(logChoose(with, k) + logChoose(all - with, allFailed - k) - least);
                sum += term;
                if (term < sum * 1e-12) {
                    break;
                }
            }
        }
        return Math.min(1, sum);
    }

    /** How well it separates the jobs that failed from the others (likelihood ratio statistic). */
    double weight() {
        double all = (double) allFailed + allSucceeded;
        double with = (double) failed + succeeded;
        return 2
                * (part(failed, with * allFailed / all)
                        + part(succeeded, with * allSucceeded / all)
                        + part(allFailed - failed, (all - with) * allFailed / all)
                        + part(allSucceeded - succeeded, (all - with) * allSucceeded / all));
    }

    private static double part(double found, double expected) {
        return found == 0 ? 0 : found * Math.log(found / expected);
    }

    private static double logChoose(int n, int k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    /** Stirling's series, which is exact to ten digits from 10 on. */
    private static double logFactorial(int n) {
        if (n < 10) {
            double product = 1;
            for (int i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = n;
        return x * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI * x) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
