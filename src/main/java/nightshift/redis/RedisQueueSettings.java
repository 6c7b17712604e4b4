package nightshift.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import nightshift.format.SettingsText;
import nightshift.limit.QueueLayers;
import nightshift.limit.QueueSettings;
import nightshift.limit.SettingValues;
import nightshift.limit.SettingsPatch;
import nightshift.redis.link.Connection;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;
import nightshift.store.SettingsRefused;
import nightshift.task.QueueName;
import nightshift.task.Violation;

/** Keeps the settings of queues, and with them what claims have to know. */
final class RedisQueueSettings {

    private static final int KEYS_OF_CALL = 500; // aside.lua has it

    private final Connection redis;
    private final Keys keys;

    RedisQueueSettings(Connection redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    void change(QueueName name, SettingsPatch patch) {
        change(name, Integer.toString(QueueSettings.RETENTION_QUEUES_MOST), layers -> {
            QueueLayers changed = layers.after(patch);
            List<Violation> violations = QueueSettings.violations(changed.values());
            if (!violations.isEmpty()) {
                throw new SettingsRefused(violations);
            }
            return changed;
        });
    }

    void changeFile(Map<QueueName, SettingValues> file) {
        Map<String, Optional<SettingValues>> all = new HashMap<>();
        redis.call("queue settings", j -> j.hkeys(keys.queueSettings()))
                .forEach(name -> all.put(name, Optional.empty()));
        file.forEach((name, values) -> all.put(name.value(), Optional.of(values)));
        all.forEach((name, values) -> change(new QueueName(name), "", layers -> layers.withFile(values)));
    }

    /**
     * Somebody else may change the same settings meanwhile: then this begins again with theirs.
     *
     * @param retentions how many queues can have a retention; empty if that does not matter
     */
    private void change(QueueName name, String retentions, UnaryOperator<QueueLayers> change) {
        while (true) {
            String before = Optional.ofNullable(
                            redis.call("queue settings", j -> j.hget(keys.queueSettings(), name.value())))
                    .orElse("");
            QueueLayers layers = change.apply(SettingsText.read(before));
            String after = SettingsText.of(layers);
            if (!before.isEmpty() && after.equals(before)
                    || store(name, before, after, layers.settings(), retentions)) {
                return;
            }
        }
    }

    private boolean store(QueueName name, String before, String after, QueueSettings settings, String retentions) {
        byte[] queue = name.value().getBytes(UTF_8);
        List<byte[]> args = new ArrayList<>(List.of(
                queue,
                before.getBytes(UTF_8),
                after.getBytes(UTF_8),
                SettingsText.limits(settings).getBytes(UTF_8),
                SettingsText.retention(settings).getBytes(UTF_8),
                retentions.getBytes(UTF_8)));
        args.addAll(SettingsText.weights(settings));
        long answer = (Long) redis.run(LuaScript.CONFIGURE, args);
        if (answer == 0) {
            return false;
        }
        if (answer < 0) {
            throw new SettingsRefused(List.of(new Violation(
                    "/retention",
                    "cannot be set: " + retentions + " queues have one already, which is the most. Remove that of "
                            + "another queue first")));
        }
        recheck(queue);
        return true;
    }

    private void recheck(byte[] queue) {
        for (long looked = 0, more = KEYS_OF_CALL; more == KEYS_OF_CALL; looked += more) {
            byte[] skip = Long.toString(looked).getBytes(ISO_8859_1);
            more = (Long) redis.run(LuaScript.RECHECK, List.of(queue, skip));
        }
    }
}
