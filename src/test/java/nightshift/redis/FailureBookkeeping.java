package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nightshift.job.Fingerprint;
import nightshift.job.Job;
import nightshift.job.JobState;
import nightshift.redis.record.ShortId;

/** Checks that every job that failed is in the failure group that its record names and in no other, and recounts the groups. */
record FailureBookkeeping(TestStore store) {

    void check() {
        Map<String, Set<String>> members = new TreeMap<>();
        Map<String, Map<String, Long>> queues = new TreeMap<>();
        for (String key : store.allKeys()) {
            if (key.startsWith("job:")) {
                String id = key.substring(4);
                Job job = store.job(ShortId.read(id.getBytes(ISO_8859_1), 0));
                job.failureGroup().ifPresent(group -> {
                    String set = job.state() == JobState.DEAD ? "F" : "T";
                    members.computeIfAbsent("failed:" + set + ":" + group, none -> new TreeSet<>())
                            .add(id);
                    queues.computeIfAbsent(group.hex(), none -> new TreeMap<>())
                            .merge(job.queue().value(), 1L, Long::sum);
                });
            }
        }
        Map<String, Set<String>> found = new TreeMap<>();
        Map<String, Map<String, Long>> counted = new TreeMap<>();
        for (String key : store.allKeys()) {
            if (key.startsWith("failed:")) {
                found.put(key, new TreeSet<>(store.client.zrange(store.keys.prefix() + key, 0, -1)));
            } else if (key.startsWith("failure:")) {
                counted(key, counted);
            }
        }
        assertThat(found).as("members of failure groups").isEqualTo(members);
        assertThat(counted).as("members of failure groups by queue").isEqualTo(queues);
        for (String set : List.of("F", "T")) {
            String total = store.client.hget(store.keys.prefix() + "failure-totals", set);
            assertThat(total == null ? 0 : Long.parseLong(total))
                    .as("members of all groups in set %s", set)
                    .isEqualTo(found.entrySet().stream()
                            .filter(each -> each.getKey().startsWith("failed:" + set))
                            .mapToLong(each -> each.getValue().size())
                            .sum());
        }
    }

    private void counted(String key, Map<String, Map<String, Long>> counted) {
        String group = new Fingerprint(key.substring("failure:".length())).hex();
        Map<String, String> fields = store.client.hgetAll(store.keys.prefix() + key);
        assertThat(fields).as("fields of failure group %s", group).containsKeys("task", "type", "first", "latest");
        assertThat(store.client.zscore(store.keys.prefix() + "failures", group)).isNotNull();
        fields.forEach((field, value) -> {
            if (field.startsWith("q ")) {
                counted.computeIfAbsent(group, none -> new TreeMap<>()).put(field.substring(2), Long.parseLong(value));
            }
        });
    }
}
