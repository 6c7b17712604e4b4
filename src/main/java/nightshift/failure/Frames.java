package nightshift.failure;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the method of a task in which it failed. */
final class Frames {

    private static final int LENGTH_MOST = 200;

    /** Class and method of a line of a stack trace, without the class loader and the module. */
    private static final Pattern FRAME =
            Pattern.compile("^\\s*at (?:[^\\s()]*/(?!0x))?([^\\s()/]+(?:/0x[0-9a-f]+)?)\\.([^\\s().]+)\\(.*");

    /** What the compiler, the JVM and CDI put behind the name of a class that somebody wrote. */
    private static final Pattern GENERATED_CLASS =
            Pattern.compile("(?:\\$\\$.*|_\\$\\$_.*|\\$Proxy.*|_ClientProxy.*|_Subclass.*|\\$\\d+)+$|/0x[0-9a-f]+$");

    private static final Pattern LAMBDA = Pattern.compile("^lambda\\$(.+?)\\$\\d+$|^lambda\\$(\\d+)$");

    /** Code that calls tasks, and code that tasks call. */
    private static final List<String> OTHERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "com.ibm.",
            "io.openliberty.",
            "nightshift.engine.",
            "nightshift.binding.",
            "nightshift.app.",
            "nightshift.redis.",
            "nightshift.task.",
            "org.apache.",
            "org.eclipse.",
            "org.jboss.",
            "org.glassfish.",
            "org.hibernate.",
            "org.postgresql.",
            "org.mariadb.",
            "com.mysql.",
            "oracle.",
            "com.microsoft.",
            "com.zaxxer.",
            "org.h2.",
            "org.sqlite.",
            "org.jooq.",
            "redis.clients.",
            "io.lettuce.",
            "io.netty.",
            "io.vertx.",
            "io.smallrye.",
            "io.quarkus.",
            "io.micrometer.",
            "io.opentelemetry.",
            "io.grpc.",
            "io.reactivex.",
            "reactor.",
            "okhttp3.",
            "okio.",
            "retrofit2.",
            "feign.",
            "tools.jackson.",
            "com.fasterxml.",
            "com.google.",
            "com.networknt.",
            "com.amazonaws.",
            "software.amazon.",
            "com.azure.",
            "org.springframework.",
            "org.codehaus.",
            "org.slf4j.",
            "ch.qos.",
            "org.bouncycastle.",
            "org.elasticsearch.",
            "org.mongodb.",
            "com.mongodb.",
            "com.rabbitmq.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "groovy.",
            "org.junit.",
            "net.bytebuddy.");

    private Frames() {}

    /** The first method of a stack trace that belongs to a task, as {@code package.Class.method}; empty if there is none. */
    static String top(String stackTrace) {
        return stackTrace
                .lines()
                .map(Frames::method)
                .flatMap(Optional::stream)
                .findFirst()
                .map(frame -> frame.length() <= LENGTH_MOST ? frame : frame.substring(0, LENGTH_MOST))
                .orElse("");
    }

    private static Optional<String> method(String line) {
        Matcher frame = FRAME.matcher(line);
        if (!frame.matches() || OTHERS.stream().anyMatch(frame.group(1)::startsWith)) {
            return Optional.empty();
        }
        String type = GENERATED_CLASS.matcher(frame.group(1)).replaceAll("");
        Matcher lambda = LAMBDA.matcher(frame.group(2));
        String method = lambda.matches() ? Optional.ofNullable(lambda.group(1)).orElse("lambda") : frame.group(2);
        return type.isEmpty() ? Optional.empty() : Optional.of(type + "." + method);
    }
}
