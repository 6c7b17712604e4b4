package nightshift.redis.find;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
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
    /** How many entries of the index are read at a point to find out how crowded it is. */
    private static final int ENTRIES_FIRST = 4;
    /** How many are read at most at a crowded point, and at all of these together. */
    private static final int ENTRIES_MOST = 1_000;

    private static final int ENTRIES_OF_CALLS = 10_000;
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
        List<Point> points = read(parts(from.toEpochMilli(), to.toEpochMilli()), ENTRIES_FIRST);
        Reading reading = new Reading(
                new JobFilter(Set.of(JobState.SUCCEEDED), List.of(Matches.exactly(Field.TASK, task.value()))), most);
        Set<String> seen = new HashSet<>();
        for (int looks : LOOKS) {
            points = withMore(points, looks);
            double all = points.stream().mapToDouble(Point::jobs).sum();
            List<byte[]> ids = new ArrayList<>();
            for (Point point : points) {
                int share = (int) Math.min(point.ids.size(), Math.ceil(looks * point.jobs / all));
                point.ids.subList(0, share).stream()
                        .filter(id -> seen.add(new String(id, ISO_8859_1)))
                        .forEach(ids::add);
            }
            Collections.shuffle(ids, random); // the reading may end before it has read all of them
            reading.read(ids);
            if (reading.jobs.size() >= most / 2) {
                return reading.jobs;
            }
        }
        return reading.jobs;
    }

    /** A part of a time, in ms. */
    private record Part(long begin, long end) {}

    /**
     * A part of a time, and what was read of it.
     *
     * @param ids   of some jobs that were submitted in it, in random order
     * @param jobs  about how many were submitted in it
     * @param whole whether these are all
     */
    private record Point(Part part, List<byte[]> ids, double jobs, boolean whole) {}

    private static List<Part> parts(long from, long to) {
        double length = Math.max(1, (double) (to - from) / POINTS);
        return LongStream.range(0, POINTS)
                .mapToObj(i -> new Part((long) (from + length * i), (long) (from + length * (i + 1)) - 1))
                .toList();
    }

    /** Reads further at points at which many jobs were submitted, so that each has its share of the looks. */
    private List<Point> withMore(List<Point> points, int looks) {
        double all = points.stream().mapToDouble(Point::jobs).sum();
        List<Part> crowded = points.stream()
                .filter(point -> !point.whole && point.ids.size() < looks * point.jobs / all)
                .map(Point::part)
                .toList();
        int entries = Math.min(ENTRIES_MOST, ENTRIES_OF_CALLS / Math.max(1, crowded.size()));
        List<Point> more = new ArrayList<>(read(crowded, Math.max(ENTRIES_FIRST, entries)));
        points.stream().filter(point -> !crowded.contains(point.part)).forEach(more::add);
        return more;
    }

    private List<Point> read(List<Part> parts, int entries) {
        List<Point> points = new ArrayList<>();
        for (int from = 0; from < parts.size(); from += POINTS_OF_CALL) {
            List<Part> some = parts.subList(from, Math.min(parts.size(), from + POINTS_OF_CALL));
            List<List<StreamEntry>> read = redis.call("index", j -> {
                List<Response<List<StreamEntry>>> answers = new ArrayList<>();
                try (AbstractPipeline pipeline = j.pipelined()) {
                    some.forEach(part -> answers.add(pipeline.xrange(
                            keys.index(), Long.toString(part.begin), Long.toString(part.end), entries)));
                    pipeline.sync();
                }
                return answers.stream().map(Response::get).toList();
            });
            for (int i = 0; i < some.size(); i++) {
                points.add(point(some.get(i), read.get(i), entries));
            }
        }
        return points;
    }

    private Point point(Part part, List<StreamEntry> entries, int asked) {
        List<byte[]> ids = new ArrayList<>();
        for (StreamEntry entry : entries) {
            byte[] all = entry.getFields().get("i").getBytes(ISO_8859_1);
            for (int at = 0; at < all.length; at += ShortId.LENGTH) {
                ids.add(Arrays.copyOfRange(all, at, at + ShortId.LENGTH));
            }
        }
        Collections.shuffle(ids, random);
        if (entries.size() < asked) {
            return new Point(part, ids, ids.size(), true);
        }
        double read = entries.get(entries.size() - 1).getID().getTime() - part.begin + 1;
        return new Point(part, ids, ids.size() * Math.max(1, (part.end - part.begin + 1) / read), false);
    }

    /** What has been read. */
    private final class Reading {

        private final JobFilter filter;
        private final int most;
        private final List<Job> jobs = new ArrayList<>();
        private long bytes;

        Reading(JobFilter filter, int most) {
            this.filter = filter;
            this.most = most;
        }

        void read(List<byte[]> ids) {
            int from = 0;
            while (from < ids.size() && jobs.size() < most && bytes < BYTES_MOST) {
                List<byte[]> batch = ids.subList(from, Math.min(ids.size(), from + BATCH));
                List<?> answer = (List<?>)
                        redis.run(LuaScript.READ, JobLooks.args(filter, Integer.toString(BYTES_OF_CALL), batch));
                from += ((Long) answer.get(0)).intValue();
                for (int i = 2; i < answer.size(); i += 2) {
                    add((byte[]) answer.get(i), (byte[]) answer.get(i + 1));
                }
            }
        }

        private void add(byte[] id, byte[] record) {
            bytes += record.length;
            JobRecord.read(ShortId.read(id, 0), record)
                    .map(JobRecord::job)
                    .filter(job -> jobs.size() < most && filter.fits(job.summary(), job::args))
                    .ifPresent(jobs::add);
        }
    }
}
