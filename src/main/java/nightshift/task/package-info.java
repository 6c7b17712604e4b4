/**
 * What a task is written against: the types that a user's Java code compiles with. It depends on the JDK and on Jakarta
 * annotations alone.
 */
package nightshift.task;
