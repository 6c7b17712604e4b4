/**
 * Tasks: how one is written in Java, how its args get a schema and are checked, and the tasks that come with the
 * product, each in a package of its own. Imports {@code job}, CDI and Validation, Jackson and the schema libraries.
 */
package nightshift.work;
