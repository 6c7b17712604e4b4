/**
 * Turns {@code @Task} beans into tasks that the engine can run: finds the beans, derives the JSON Schema of their args,
 * checks args against it, and reads them.
 */
package nightshift.binding;
