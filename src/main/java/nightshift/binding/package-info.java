/**
 * From a {@code @Task} bean to a task that the engine can run: finds the beans, derives the JSON Schema of their
 * args, checks args against it, and reads them.
 */
package nightshift.binding;
