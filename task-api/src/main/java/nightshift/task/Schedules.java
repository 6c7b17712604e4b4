package nightshift.task;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Several schedules of one task, each with a name. The compiler adds it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Schedules {

    /**
     * The schedules.
     *
     * @return each of them
     */
    Schedule[] value();
}
