package nightshift.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The stacks of all threads, in a text short enough for a log: equal stacks are shown once. */
final class ThreadDump {

    private static final int FRAMES = 30;
    private static final int STACKS = 60;
    private static final int NAMES = 5;

    private ThreadDump() {}

    /** The stacks that most threads share come first. */
    static String take() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, FRAMES)) {
            names.computeIfAbsent(stack(thread), key -> new ArrayList<>()).add(thread.getThreadName());
        }
        return names.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .limit(STACKS)
                .map(entry -> heading(entry.getValue()) + entry.getKey())
                .collect(Collectors.joining("\n"));
    }

    private static String heading(List<String> names) {
        return names.size() + " x " + String.join(", ", names.subList(0, Math.min(NAMES, names.size())))
                + (names.size() > NAMES ? ", ..." : "");
    }

    private static String stack(ThreadInfo thread) {
        return " " + thread.getThreadState()
                + Arrays.stream(thread.getStackTrace())
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }
}
