package nightshift.task;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@link TaskHandler} or {@link RawTaskHandler} known as a task. The class becomes a CDI bean with one instance
 * for the whole server, unless it names another scope.
 */
@Stereotype
@Singleton
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Task {

    /** What jobs call the task by, such as {@code invoice.send}; see {@link TaskName}. */
    String value();

    /** One line for people. */
    String description() default "";

    /**
     * How long one attempt may take unless the job says otherwise, as an ISO 8601 duration such as {@code PT30S}, from
     * 1 ms to 24 h. Empty for 5 minutes.
     */
    String timeout() default "";
}
