package nightshift.api.answer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API's description says about an answer or one of its fields beyond its name and type. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
@interface Doc {

    /** The description. */
    String value() default "";

    /** Keywords of JSON Schema, as a YAML mapping. They are added to those that follow from the type, or replace them. */
    String schema() default "";
}
