package nightshift.task;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Registers a {@link TaskHandler} or {@link RawTaskHandler} as a task. The class becomes a CDI bean with one instance for
 * the whole server, unless it names another scope.
 */
@Stereotype
@Singleton
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Task {

    /**
     * The name that jobs use, such as {@code invoice.send}; {@link TaskName} says what is allowed.
     *
     * @return the name
     */
    String value();

    /**
     * One line for people.
     *
     * @return the line; empty for none
     */
    String description() default "";

    /**
     * How long one attempt may take unless the job says otherwise: an ISO 8601 duration such as {@code PT30S}, from 1 ms
     * to 24 h.
     *
     * @return the duration; empty for 5 minutes
     */
    String timeout() default "";
}
