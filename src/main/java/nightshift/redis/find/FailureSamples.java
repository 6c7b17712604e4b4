package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.redis.record.JobRecord;
import nightshift.redis.record.ShortId;
import nightshift.store.Condition.Field;
import nightshift.store.Condition.Matches;
import nightshift.store.JobFilter;
import nightshift.task.TaskName;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.StreamEntry;

/** Reads some of the jobs of a kind, to compare them with others. A call reads a bounded number of bytes and of jobs. */
public final class FailureSamples {

    private static final int BATCH = 250;
    private static final int BYTES_OF_CALL = 1 << 20;
    private static final int BYTES_MOST = 16 << 20;
    /** At how many points of a time the index is read. */
    private static final int POINTS = 400;

    private static final int POINTS_OF_CALL = 50;
    private static final int ENTRIES_OF_POINT = 4;
    /** How many jobs are looked at if most of them fit, and if few of them do. */
    private static final int[] LOOKS = {4_000, 20_000};

    private final Connection redis;
    private final Keys keys;
    private final Random random = new Random();

    public FailureSamples(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** Members of a group, chosen at random. */
    public List<Job> members(Fingerprint group, int most) {
        String dead = keys.failed(FailureWalk.DEAD, group.hex());
        String retrying = keys.failed(FailureWalk.RETRYING, group.hex());
        List<byte[]> ids = redis.call("failures", j -> {
            long all = j.zcard(dead) + j.zcard(retrying);
            int share = all == 0 ? 0 : (int) Math.ceil((double) most * j.zcard(dead) / all);
            List<String> some = new ArrayList<>(j.zrandmember(dead, Math.min(most, share)));
            some.addAll(j.zrandmember(retrying, most - Math.min(most, share)));
            return new ArrayList<>(
                    some.stream().map(id -> id.getBytes(ISO_8859_1)).toList());
        });
        Collections.shuffle(ids, random);
        Reading reading = new Reading(JobFilter.of(Matches.exactly(Field.FAILURE, group.hex())), most);
        reading.read(ids);
        return reading.jobs;
    }

    /**
     * Jobs of a task that were submitted in a time and have succeeded. A part of that time in which more jobs were submitted has more
     * of them.
     */
    public List<Job> succeeded(TaskName task, Instant from, Instant to, int most) {
        List<Point> points = points(from.toEpochMilli(), Math.max(from.toEpochMilli() + POINTS, to.toEpochMilli()));
        double all = points.stream().mapToDouble(Point::jobs).sum();
        Reading reading = new Reading(
                new JobFilter(Set.of(JobState.SUCCEEDED), List.of(Matches.exactly(Field.TASK, task.value()))), most);
        System.err.println(
                "DEBUG " + all + " " + points.stream().filter(p -> p.jobs > 0).toList());
        double before = 0;
        for (int looks : LOOKS) {
            List<byte[]> ids = new ArrayList<>();
            for (Point point : points) {
                int first = (int) Math.min(point.ids.size(), Math.ceil(before * point.jobs / all));
                int last = (int) Math.min(point.ids.size(), Math.ceil(looks * point.jobs / all));
                ids.addAll(point.ids.subList(first, last));
            }
            Collections.shuffle(ids, random); // the reading may end before it has read all of them
            reading.read(ids);
            if (reading.jobs.size() >= most / 2) {
                return reading.jobs;
            }
            before = looks;
        }
        return reading.jobs;
    }

    /**
     * A piece of a time.
     *
     * @param ids  of some jobs that were submitted in it, in random order
     * @param jobs about how many were submitted in it
     */
    private record Point(List<byte[]> ids, double jobs) {}

    private List<Point> points(long from, long to) {
        List<Point> points = new ArrayList<>();
        double length = (double) (to - from) / POINTS;
        for (int first = 0; first < POINTS; first += POINTS_OF_CALL) {
            int start = first;
            redis.call("index", j -> {
                        List<Response<List<StreamEntry>>> entries = new ArrayList<>();
                        try (AbstractPipeline pipeline = j.pipelined()) {
                            for (int i = start; i < start + POINTS_OF_CALL; i++) {
                                String begin = Long.toString((long) (from + length * i));
                                String end = Long.toString((long) (from + length * (i + 1)) - 1);
                                entries.add(pipeline.xrange(keys.index(), begin, end, ENTRIES_OF_POINT));
                            }
                            pipeline.sync();
                        }
                        List<Point> read = new ArrayList<>();
                        for (int i = 0; i < entries.size(); i++) {
                            read.add(point(entries.get(i).get(), from + length * (start + i), length));
                        }
                        return read;
                    })
                    .forEach(points::add);
        }
        return points;
    }

    private Point point(List<StreamEntry> entries, double begin, double length) {
        List<byte[]> ids = new ArrayList<>();
        for (StreamEntry entry : entries) {
            byte[] all = entry.getFields().get("i").getBytes(ISO_8859_1);
            for (int at = 0; at < all.length; at += ShortId.LENGTH) {
                ids.add(Arrays.copyOfRange(all, at, at + ShortId.LENGTH));
            }
        }
        Collections.shuffle(ids, random);
        double read = entries.size() < ENTRIES_OF_POINT
                ? length
                : Math.max(1, entries.get(entries.size() - 1).getID().getTime() - begin + 1);
        return new Point(ids, ids.size() * Math.max(1, length / read));
    }

    /** What has been read. */
    private final class Reading {

        private final Fitting fitting;
        private final int most;
        private final List<Job> jobs = new ArrayList<>();
        private long bytes;

        Reading(JobFilter filter, int most) {
            this.fitting = new Fitting(filter);
            this.most = most;
        }

        void read(List<byte[]> ids) {
            int from = 0;
            while (from < ids.size() && jobs.size() < most && bytes < BYTES_MOST) {
                List<byte[]> args = new ArrayList<>(fitting.args());
                args.add(Integer.toString(BYTES_OF_CALL).getBytes(ISO_8859_1));
                args.addAll(ids.subList(from, Math.min(ids.size(), from + BATCH)));
                List<?> answer = (List<?>) redis.run(LuaScript.READ, args);
                from += ((Long) answer.get(0)).intValue();
                for (int i = 2; i < answer.size(); i += 2) {
                    add((byte[]) answer.get(i), (byte[]) answer.get(i + 1));
                }
            }
        }

        private void add(byte[] id, byte[] record) {
            bytes += record.length;
            Job job = new JobRecord(ShortId.read(id, 0), record).job();
            if (jobs.size() < most && fitting.fits(job.summary(), job::args)) {
                jobs.add(job);
            }
        }
    }
}
