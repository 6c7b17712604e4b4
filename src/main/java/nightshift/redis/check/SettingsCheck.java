package nightshift.redis.check;

import static nightshift.redis.check.AuditCalls.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.format.SettingsText;
import nightshift.limit.QueueSettings;
import nightshift.redis.link.Keys;
import nightshift.redis.link.LuaScript;

/** Compares limits and retention of queues with the settings that give them, and stores the settings again where they differ. */
final class SettingsCheck {

    private final AuditCalls calls;
    private final Keys keys;
    private final byte[] rules;

    SettingsCheck(AuditCalls calls, Keys keys, byte[] rules) {
        this.calls = calls;
        this.keys = keys;
        this.rules = rules;
    }

    void check() throws InterruptedException {
        for (Map.Entry<String, String> settings :
                calls.read(j -> j.hgetAll(keys.queueSettings())).entrySet()) {
            check(settings.getKey(), settings.getValue());
        }
    }

    private void check(String queue, String text) throws InterruptedException {
        QueueSettings settings = SettingsText.read(text).settings();
        String limits = SettingsText.limits(settings);
        String retention = SettingsText.retention(settings);
        List<byte[]> weights = SettingsText.weights(settings);
        String expected = String.join("\0", queue, text, limits, retention, Integer.toString(weights.size() / 2));
        if (calls.finds(LuaScript.VERIFY, List.of(rules, bytes("settings"), bytes(expected)))) {
            List<byte[]> args = new ArrayList<>(
                    List.of(bytes(queue), bytes(text), bytes(text), bytes(limits), bytes(retention), bytes("")));
            args.addAll(weights);
            calls.runOther(LuaScript.CONFIGURE, args);
        }
    }
}
