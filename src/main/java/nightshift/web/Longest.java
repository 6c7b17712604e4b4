package nightshift.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field of a body that is a {@link ShortText}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD) // of a component: its accessor
public @interface Longest {

    /** Its most characters. */
    int value();
}
