package nightshift.incident;

import java.util.OptionalDouble;

/**
 * A number about the whole time.
 *
 * @param name  for people
 * @param value empty if there is none
 */
public record Figure(String name, Unit unit, OptionalDouble value) {}
